"""Where one signs in and out."""

from django.urls import path

from onward.web.sign_in import password, views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("keep-signed-in", views.keep_signed_in, name="keep-signed-in"),
    path("password/<int:staff_id>/<str:token>", password.enter, name="password-link"),
    path("password", password.new_password, name="new-password"),
]
