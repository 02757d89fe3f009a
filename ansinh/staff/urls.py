"""Addresses of the screens."""

from django.urls import URLPattern, path

from ansinh.staff.views import home, people, person, purpose, sign_in

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("muc-dich/", purpose.purpose, name="purpose"),
    path("nguoi-dan/", people.people, name="people"),
    path("nguoi-dan/<int:pk>/", person.facts, name="person"),
    path("nguoi-dan/<int:pk>/tro-cap/", person.allowances, name="person_allowances"),
    path("nguoi-dan/<int:pk>/chi-tra/", person.paid, name="person_payments"),
    path("nguoi-dan/<int:pk>/lich-su/", person.record, name="person_history"),
]
