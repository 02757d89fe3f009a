"""Addresses. The screens' own stand with the screens."""

from django.urls import include, path

urlpatterns = [path("", include("ansinh.staff.urls"))]
