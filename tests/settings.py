"""The product's settings on the tests' server, with a hasher that costs nothing."""

from config.environment import use_embedded
from tests.cluster import CLUSTER, USE, template_name

USE.begin()
use_embedded(CLUSTER, template_name())

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
