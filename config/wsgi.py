"""The door for a web server: `gunicorn config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from config.collector import spare_the_collector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
spare_the_collector()
