//! The guarantees of the types: a secret cannot be printed or saved by accident.

use std::fmt::{Display, LowerHex, UpperHex};
use std::mem::size_of;
use std::ops::Deref;

use mxid::domain::{ClientSecret, CodeVerifier, Link, Password, RegistrationToken, Secret, Sid};
use mxid::field::{Line, Typed};
use mxid::matrix::{Config, Proxies, ProxyUrl};
use mxid::protocol::{
    AddContact, Auth, AuthStage, AuthorizationRequest, Callback, FallbackPage, IdentityServer,
    LoggedIn, Login, RedeemCode, Register, Registered, Reply, Request, ResetPassword, RevokeToken,
    SubmitCode, ThreepidCreds, TokenRequest, TokenRequested, Uia,
};
use mxid::tui::input::Input;
use mxid::wizard::{Answer, Effect, Event, Seed, Wizard};
use serde::Serialize;
use zeroize::ZeroizeOnDrop;

/// Does not compile for a type that has one of the traits: then it is not clear which of two
/// implementations is meant.
macro_rules! lacks {
    ($($type:ty),+ $(,)? : $($lacked:path),+ $(,)?) => {
        lacks!(@each [$($type),+] [$($lacked),+]);
    };
    (@each [$($type:ty),+] $lacked:tt) => { $(lacks!(@one $type, $lacked);)+ };
    (@one $type:ty, [$($lacked:path),+]) => { $(
        const _: () = {
            trait Unclear<Which> { const CLEAR: () = (); }
            impl<T: ?Sized> Unclear<()> for T {}
            struct Has;
            impl<T: ?Sized + $lacked> Unclear<Has> for T {}
            <$type as Unclear<_>>::CLEAR
        };
    )+ };
}

// The secret types. Without `Deref` there is no way to the text but one that says so.
lacks!(
    Secret, Password, ClientSecret, Sid, RegistrationToken, CodeVerifier, Typed, Line, Seed:
    Display, Serialize, LowerHex, UpperHex, Deref, AsRef<str>, AsRef<[u8]>, Into<String>
);

lacks!(
    Link, Config, Proxies, ProxyUrl, AddContact, Auth, AuthStage, AuthorizationRequest, Callback, FallbackPage,
    IdentityServer, LoggedIn, Login, RedeemCode, Register, Registered, Reply, Request, ResetPassword,
    RevokeToken, SubmitCode, ThreepidCreds, TokenRequest, TokenRequested, Uia, Input, Answer, Effect,
    Event, Wizard:
    Display, Serialize
);

#[test]
fn a_secret_is_wiped_and_what_is_made_of_one_holds_nothing_else() {
    fn wiped<T: ZeroizeOnDrop>() -> usize {
        size_of::<T>()
    }
    wiped::<Typed>();
    let secret = wiped::<Secret>();
    let made_of_one = [
        size_of::<Password>(),
        size_of::<ClientSecret>(),
        size_of::<Sid>(),
        size_of::<RegistrationToken>(),
        size_of::<CodeVerifier>(),
    ];
    assert_eq!(made_of_one, [secret; 5]);
}
