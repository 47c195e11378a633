"""What is kept of samples, and how it is forgotten."""

KEPT = {"EvaluationSample.handles": "handles"}

FORGOTTEN = {
    "handles": "Stay: random, and they lead to nothing held once the record is erased.",
}
