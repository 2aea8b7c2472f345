//! The registration page, and what its form has to hold.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::html;
use serde::Deserialize;

use super::page::{Input, Page, client_origin, error_summary};
use super::sign_in::side;
use crate::desk::AuthenticationRequest;
use crate::lang::Lang;

/// The fields of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The name to sign in with.
    UserName,
    /// The person's name.
    Name,
    /// Mobile number.
    Mobile,
    /// The password.
    Password,
    /// The password once more.
    PasswordAgain,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldError {
    /// Not 4 to 32 plain characters.
    UserName,
    /// Somebody has it.
    Taken,
    /// Not a name.
    Name,
    /// Not 11 digits.
    Mobile,
    /// Too short, too long, or the user name.
    Password,
    /// The two passwords differ.
    PasswordAgain,
}

/// The form as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Form {
    /// The id of the authentication request that it belongs to.
    pub(crate) request: String,
    /// The name to sign in with.
    pub(crate) user_name: String,
    /// The person's name.
    pub(crate) name: String,
    /// Mobile number, optional.
    pub(crate) mobile: String,
    /// The password.
    pub(crate) password: String,
    password_again: String,
}

impl Form {
    /// What is wrong, in the order of the fields.
    pub(crate) fn errors(&self) -> Vec<(Field, FieldError)> {
        let mut errors = Vec::new();
        let user_name = self.user_name.trim();
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if !(4..=32).contains(&user_name.len()) || !user_name.chars().all(plain) {
            errors.push((Field::UserName, FieldError::UserName));
        }
        let name = self.name.trim();
        let letter = |c: char| c.is_alphabetic() || " ·.'-".contains(c);
        if !(2..=50).contains(&name.chars().count()) || !name.chars().all(letter) {
            errors.push((Field::Name, FieldError::Name));
        }
        let mobile = self.mobile.trim();
        let digits = mobile.len() == 11 && mobile.bytes().all(|b| b.is_ascii_digit());
        if !(mobile.is_empty() || digits && mobile.starts_with('1')) {
            errors.push((Field::Mobile, FieldError::Mobile));
        }
        let length = self.password.chars().count();
        let same_as_name = self.password.eq_ignore_ascii_case(user_name);
        if !(8..=128).contains(&length) || same_as_name {
            errors.push((Field::Password, FieldError::Password));
        } else if self.password != self.password_again {
            errors.push((Field::PasswordAgain, FieldError::PasswordAgain));
        }
        errors
    }
}

impl Field {
    fn id(self) -> &'static str {
        match self {
            Self::UserName => "user_name",
            Self::Name => "name",
            Self::Mobile => "mobile",
            Self::Password => "password",
            Self::PasswordAgain => "password_again",
        }
    }
}

fn sentence(lang: Lang, error: FieldError) -> &'static str {
    match error {
        FieldError::UserName => lang.pick(
            "用户名为 4 至 32 个字符，可用英文字母、数字、点、下划线和连字符",
            "A user name has 4 to 32 characters: letters, digits, dots, underscores and hyphens",
        ),
        FieldError::Taken => lang.pick(
            "这个用户名已有人使用，请换一个",
            "This user name is taken. Choose another one",
        ),
        FieldError::Name => lang.pick("请填写证件上的姓名", "Enter the name as on your document"),
        FieldError::Mobile => lang.pick(
            "手机号码为 11 位数字，也可以不填",
            "A mobile number has 11 digits; you may leave it out",
        ),
        FieldError::Password => lang.pick(
            "密码为 8 至 128 个字符，不能与用户名相同",
            "A password has 8 to 128 characters and differs from the user name",
        ),
        FieldError::PasswordAgain => lang.pick("两次填写的密码不一致", "The two passwords differ"),
    }
}

/// The page, with what was typed and what is wrong with it.
pub(crate) fn page(
    id: &str,
    request: &AuthenticationRequest,
    form: &Form,
    errors: &[(Field, FieldError)],
) -> HttpResponse {
    let lang = request.lang;
    let messages: Vec<(&str, &str)> = errors
        .iter()
        .map(|(field, error)| (field.id(), sentence(lang, *error)))
        .collect();
    let field = |field: Field, label, hint, kind, value, autocomplete| {
        Input {
            lang,
            id: field.id(),
            label,
            hint,
            error: messages
                .iter()
                .find(|(id, _)| *id == field.id())
                .map(|(_, why)| *why),
            kind,
            value,
            autocomplete,
            required: field != Field::Mobile,
            inputmode: (field == Field::Mobile).then_some("tel"),
        }
        .render()
    };
    let title = lang.pick("用户注册", "Register");
    let body = html! {
        div.split {
            (side(lang))
            section.card.panel {
                h1 { (title) }
                p.lede { (lang.pick("注册后即登录，接着进行实名认证，再返回“购房资格核验”。", "You are then signed in, verify your identity, and go back to the home-purchase check.")) }
                (error_summary(lang, &messages))
                form method="post" action="/register" novalidate {
                    input type="hidden" name="request" value=(id);
                    (field(Field::UserName, lang.pick("用户名", "User name"), Some(lang.pick("4 至 32 个字母或数字，用来登录", "4 to 32 letters or digits, to sign in with")), "text", &form.user_name, "username"))
                    (field(Field::Name, lang.pick("姓名", "Name"), Some(lang.pick("与证件一致；实名认证时会核对", "As on your document; it is compared when you verify your identity")), "text", &form.name, "name"))
                    (field(Field::Mobile, lang.pick("手机号码", "Mobile number"), None, "tel", &form.mobile, "tel-national"))
                    (field(Field::Password, lang.pick("密码", "Password"), Some(lang.pick("至少 8 个字符", "At least 8 characters")), "password", "", "new-password"))
                    (field(Field::PasswordAgain, lang.pick("再次填写密码", "Password once more"), None, "password", "", "new-password"))
                    button.button.primary.wide type="submit" { (lang.pick("注册并登录", "Register and sign in")) }
                }
                p.or { span { (lang.pick("已有账号？", "Have an account?")) } }
                a.button.quiet.wide href=(format!("/sign-in?request={id}")) { (lang.pick("直接登录", "Sign in")) }
            }
        }
    };
    let forms_to = client_origin(&request.redirect_uri);
    let error = lang.pick("错误：", "Error: ");
    let full_title = if errors.is_empty() {
        title.to_owned()
    } else {
        format!("{error}{title}")
    };
    Page {
        status: if errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        },
        lang,
        title: &full_title,
        switch: Some(format!("/register?request={id}&")),
        forms_to: forms_to.as_deref(),
        body,
    }
    .respond()
}
