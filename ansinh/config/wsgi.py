"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from ansinh.config.warm_up import warm_up
from ansinh.server.practice import check_mark

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
application = get_wsgi_application()
check_mark()
warm_up()
