//! A captcha must be solved, which only a web browser can show.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::CAPTCHA;
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn it_is_solved_behind_the_link_and_the_page_goes_on_by_itself() {
    let server = homeserver(&CAPTCHA);
    let account = Account {
        name: "sandpiper",
        password: "wizard with a browser 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.see(title::BROWSER);
    browser::solve_captcha(&wizard.copy_link(&server.url));
    wizard.leave_with(title::DONE, "@sandpiper:localhost");

    server.assert_account(account.name, account.password, &[]);
}

#[test]
fn an_unsolved_one_makes_no_account_and_its_link_stays_good() {
    let server = homeserver(&CAPTCHA);
    let account = Account {
        name: "greenshank",
        password: "wizard taken for a robot 7",
    };
    let address = "greenshank@example.org";
    let wizard = Wizard::sign_up_by_email(&server, account, address);
    wizard.see(title::BROWSER);
    let link = wizard.copy_link(&server.url);
    browser::fail_captcha(&link);
    wizard.choose(title::BROWSER, choice::LOOK);
    wizard.see(says::NOT_DONE_YET);
    server.assert_no_account(account.name);
    assert_eq!(server.mail.count(address), 0, "before its turn");

    browser::solve_captcha(&link);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(address).link());
    wizard.leave_with(title::DONE, "@greenshank:localhost");

    assert_eq!(server.mail.count(address), 1);
    server.assert_account(account.name, account.password, &[("email", address)]);
}
