//! Tables of problems and their words.
//!
//! A row is a variant and two cells: the fault, and the way on; or the fault alone. A cell is the id of a message, with
//! its arguments in square brackets behind it; or an id for each kind of contact, `(medium "email-…" | "number-…")`; or
//! an id for a character that may not be in a typed text, `(in typed "email-…"[character = c])`; or, in round
//! brackets, a text. A row in braces is an expression for both. A variant without a row does not compile.

macro_rules! table {
    ($texts:expr, $of:ident as $kind:ident;
     $($name:ident $(($($inner:tt)*))? $({$($fields:tt)*})? $(if $guard:expr)? => $row:tt,)*) => {
        match $of {
            $($kind::$name $(($($inner)*))? $({$($fields)*})? $(if $guard)? => row!($texts, $row),)*
        }
    };
}

macro_rules! row {
    ($texts:expr, {$both:expr}) => {
        $both
    };
    ($texts:expr, ($what:tt $([$($a:tt)*])?)) => {
        cell!($texts, $what $($($a)*)?)
    };
    ($texts:expr, ($what:tt $([$($a:tt)*])?, $how:tt $([$($b:tt)*])?)) => {
        (cell!($texts, $what $($($a)*)?), cell!($texts, $how $($($b)*)?))
    };
}

macro_rules! cell {
    ($texts:expr, ($medium:ident $email:literal | $phone:literal)) => {
        match $medium {
            $crate::protocol::Medium::Email => $crate::rich!($texts, $email),
            $crate::protocol::Medium::Msisdn => $crate::rich!($texts, $phone),
        }
    };
    ($texts:expr, (in $typed:ident $id:literal[$name:ident = $c:ident])) => {
        match $crate::screen::problem::typed::disguised(*$c, $typed, $texts) {
            Some(text) => text,
            None => {
                let shown = $crate::screen::problem::typed::shown(*$c, $typed, $texts);
                $crate::rich!($texts, $id, $name = shown)
            }
        }
    };
    ($texts:expr, ($text:expr)) => {
        $crate::text::Text::from($text)
    };
    ($texts:expr, $id:tt $($name:ident = $value:expr),*) => {
        $crate::rich!($texts, $id $(, $name = $value)*)
    };
}
