//! A text that is typed again is answered again.

use super::*;

#[test]
fn each_doubtful_number_is_doubted_before_it_is_taken() {
    let terminal = dumb(&["sign-up", "--practice"]);
    answer(&terminal, "Enter for 1, Phone number", "");
    answer(&terminal, "Country", "GB");
    answer(&terminal, "United Kingdom (+44)", "07700 900124");
    answer(&terminal, "Enter keeps 07700 900124", "07700 900125");
    answer(&terminal, "Enter keeps 07700 900125", "");
    terminal.wait_for("User name");
    assert_eq!(count(&terminal.raw_output(), "Warning: "), 2);
}

#[test]
fn a_name_that_is_typed_again_after_another_is_said_again() {
    let terminal = dumb(&["sign-up", "--practice"]);
    answer(&terminal, "Enter for 1, Phone number", "3");
    for name in ["abc", "xyz", "abc"] {
        answer(&terminal, "User name", name);
        answer(&terminal, "Password (not shown as you type)", "previous");
    }
    answer(&terminal, "User name (Enter keeps abc)", "leave");
    terminal.wait_for("“leave” or “stay”");
    assert_eq!(count(&terminal.raw_output(), "will be @abc:"), 2);
}
