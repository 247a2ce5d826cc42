"""Forms (入力欄) of signing in that are ours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hojokin.flow.identity import folded_code
from hojokin.office.records.models import Person


class JoinForm(forms.Form):
    """Name and password of a person who was invited (招待された人の登録)."""

    name = forms.CharField(max_length=100, error_messages={"required": _("氏名を入力してください。")})
    password = forms.CharField(strip=False, error_messages={"required": _("パスワードを入力してください。")})
    again = forms.CharField(
        strip=False, error_messages={"required": _("同じパスワードをもう一度入力してください。")}
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Both the same, and hard enough to guess."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("again") and password != cleaned["again"]:
            self.add_error("again", _("二つのパスワードが違います。同じものを入力してください。"))
        if password:
            try:
                validate_password(password, Person(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as problems:
                self.add_error("password", problems)
        return cleaned


class PhoneForm(forms.Form):
    """A mobile number (携帯電話の番号), and whether the old one can still receive a code."""

    number = forms.CharField(
        max_length=30, error_messages={"required": _("携帯電話の番号を入力してください。")}
    )
    old = forms.ChoiceField(choices=[("here", "here"), ("lost", "lost")], required=False)


class CodesForm(forms.Form):
    """The codes that came by SMS (確認コード)."""

    new_code = forms.CharField(
        max_length=20, error_messages={"required": _("届いた確認コードを入力してください。")}
    )
    old_code = forms.CharField(max_length=20, required=False)

    def __init__(self, *args: Any, needs_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_old:
            self.fields["old_code"].required = True
            self.fields["old_code"].error_messages["required"] = _(
                "今までの番号に届いた確認コードを入力してください。"
            )

    def clean_new_code(self) -> str:
        """The digits, however wide."""
        return folded_code(self.cleaned_data["new_code"])
