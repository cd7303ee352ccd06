"""Addresses of people."""

from django.urls import path

from esep_site.people.pages import accounts, audit, keys, own, signing_in

app_name = "people"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("code/", signing_in.code, name="code"),
    path("confirm/", signing_in.confirm, name="confirm"),
    path("second-factor/", signing_in.second_factor, name="second-factor"),
    path("password/", signing_in.password, name="password"),
    path("own/", own.own, name="own"),
    path("codes/", own.codes, name="codes"),
    path("keys/", keys.api_keys, name="api-keys"),
    path("keys/<int:key>/end/", keys.end_api_key, name="end-api-key"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/open/", accounts.open_account, name="open-account"),
    path("accounts/<int:account>/", accounts.account, name="account"),
    path("accounts/<int:account>/change/", accounts.change_account, name="change-account"),
    path("accounts/<int:account>/roles/", accounts.give_role, name="give-role"),
    path("accounts/<int:account>/roles/<int:holding>/end/", accounts.end_role, name="end-role"),
    path("accounts/<int:account>/block/", accounts.block, name="block"),
    path("accounts/<int:account>/password/", accounts.new_password, name="new-password"),
    path("accounts/<int:account>/second-factor/", accounts.reset_second_factor, name="reset-second-factor"),
    path("audit/", audit.audit, name="audit"),
    path("audit/csv/", audit.audit_csv, name="audit-csv"),
    path("audit/verify/", audit.verify_audit, name="verify-audit"),
]
