from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "onward.tenancy"

    def ready(self) -> None:
        from onward.tenancy import checks  # noqa: F401 - registers the system checks
