//! The router: the only code that knows the pages and all parts. It takes events, asks the parts, and decides from
//! their outcomes what is shown and where the person goes.
//!
//! | file | what it does |
//! |---|---|
//! | `step` | the one way in: events, answers and deadlines |
//! | `navigate` | goes from page to page |
//! | `pages` | what is special about each page |
//! | `acts` | does the other acts, where they work |
//! | `focus`, `typing` | moves the focus, and edits the fields |
//! | `server` | has a server looked up, and starts the practice server |
//! | `accounts` | opens and closes the session, and follows a sign-up in the browser |
//! | `prove` | follows the proofs of a task |
//! | `saving`, `follow` | saves and resumes a task, and follows the answers that flags gave |
//! | `place` | says where the person is |
//! | `view` | says what a face may read |

mod accounts;
mod acts;
mod focus;
mod follow;
mod navigate;
mod pages;
mod place;
mod prove;
mod saving;
mod server;
mod step;
mod typing;
mod view;
