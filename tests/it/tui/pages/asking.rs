//! Pages that ask for something.

use std::time::Duration;

use mxid::screen::{Block, Choices, Command, Mark, ProblemView, Screen, Status};
use mxid::text::{Piece, Text};
use mxid::wizard::{Act, FieldId, Time};

use super::{choice, field, hint, page, problem, text};

pub fn task() -> Screen {
    let items = vec![
        choice(
            "Continue your sign-up on example.org",
            "",
            "stopped 12 minutes ago",
        ),
        choice("Create an account", "", "a new Matrix ID"),
        choice("Reset a forgotten password", "", "with your email"),
    ];
    let mut screen = page(
        0,
        "What would you like to do?",
        vec![Block::Choices(Choices {
            items,
            chosen: Some(0),
            focused: true,
            window: 8,
            empty: String::new(),
        })],
    );
    (screen.task, screen.server) = (None, None);
    screen.rail.clear();
    screen.keys = vec![
        hint(Command::Up, "choose"),
        hint(Command::Continue, "continue"),
        hint(Act::Help, "help"),
        hint(Act::Leave, "leave"),
    ];
    screen
}

pub fn server() -> Screen {
    let mut server = field(FieldId::Server, "Homeserver", "example.org");
    server.focused = true;
    let found = Text(vec![
        Piece::plain("Found at "),
        Piece::strong("matrix.example.org"),
    ]);
    let mut screen = page(
        0,
        "Where will your account live?",
        vec![
            Block::Field(server),
            Block::Remark(Mark::Good, found),
            Block::Remark(
                Mark::None,
                text(
                    "Sign-up is open. An email address is required, a phone number is optional. There are 2 documents to agree to.",
                ),
            ),
            Block::Gap,
            Block::Paragraph(Text(vec![
                Piece::plain("No server in mind?  "),
                Piece::strong("ctrl-p"),
                Piece::plain(" practises on a built-in one."),
            ])),
        ],
    );
    screen.server = None;
    screen.keys.insert(2, hint(Act::Practise, "practise"));
    screen
}

pub fn server_failed() -> Screen {
    let mut screen = server();
    let mut server = field(FieldId::Server, "Homeserver", "exmaple.org");
    (server.focused, server.bad) = (true, true);
    screen.blocks.drain(1..3);
    screen.blocks[0] = Block::Field(server);
    screen.problem = Some(ProblemView {
        code: None,
        ..problem(
            "exmaple.org does not answer.",
            "The name has no address (DNS). Check the spelling, or paste the server's full https address.",
        )
    });
    screen
}

pub fn looking() -> Screen {
    let mut screen = server();
    screen.blocks.drain(1..);
    screen.status = Some(Status {
        text: text("Looking for example.org"),
        since: Time(Duration::from_secs(1)),
        spins: true,
    });
    screen
}

pub fn country() -> Screen {
    let mut filter = field(FieldId::Country, "", "");
    filter.focused = true;
    filter.placeholder = "a name, a code like DE, or +49".into();
    let mut items = vec![choice("Germany", "+49", "from your time zone")];
    items.extend((1..245).map(|at| choice(&format!("Country {at}"), &format!("+{at}"), "")));
    page(
        1,
        "Which country is the number from?",
        vec![
            Block::Field(filter),
            Block::Choices(Choices {
                items,
                chosen: Some(0),
                focused: true,
                window: 8,
                empty: "No country like that".into(),
            }),
            Block::Gap,
            Block::Paragraph(Text::dim("245 countries · type a name, a code, or +49")),
        ],
    )
}

pub fn account() -> Screen {
    let mut password = field(FieldId::Password, "Password", "••••••••••••••");
    password.aside = Some("ctrl-t shows it".into());
    password.focused = true;
    let rules = "Strong      ✓ 12 characters   ✓ a digit   ○ a symbol";
    let mut screen = page(
        2,
        "Choose your name and password",
        vec![
            Block::Field(field(FieldId::Username, "User name", "robin")),
            Block::Remark(
                Mark::Good,
                Text(vec![
                    Piece::plain("You will be "),
                    Piece::strong("@robin:example.org"),
                ]),
            ),
            Block::Gap,
            Block::Field(password),
            Block::Remark(Mark::Good, text(rules)),
            Block::Gap,
            Block::Field(field(FieldId::PasswordAgain, "Password again", "")),
        ],
    );
    screen.keys.insert(2, hint(Act::Reveal, "show password"));
    screen
}

pub fn account_taken() -> Screen {
    let mut screen = account();
    screen.problem = Some(ProblemView {
        code: Some("M_USER_IN_USE · HTTP 400".into()),
        quote: Some("User ID already taken.".into()),
        quoted: Some("“User ID already taken.”".into()),
        ..problem(
            "Someone else has the name robin on example.org.",
            "Choose another one and press enter.",
        )
    });
    screen
}
