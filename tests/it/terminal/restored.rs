//! The modes that a program must have undone in the terminal before it ends.

use super::display::Shown;

/// Everything that still differs from how the program found the terminal, in words.
pub fn faults(shown: &Shown) -> Vec<String> {
    let screen = shown.parser.screen();
    let modes = [
        (
            screen.alternate_screen(),
            "the alternate screen is still up",
        ),
        (screen.hide_cursor(), "the cursor is hidden"),
        (screen.bracketed_paste(), "bracketed paste is on"),
        (
            screen.application_cursor(),
            "cursor keys are in application mode",
        ),
        (
            screen.application_keypad(),
            "the keypad is in application mode",
        ),
        (
            screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
            "the mouse is captured",
        ),
        (
            screen.fgcolor() != vt100::Color::Default,
            "a text colour is left on",
        ),
        (
            screen.bgcolor() != vt100::Color::Default,
            "a background colour is left on",
        ),
    ];
    let mut faults: Vec<String> = modes
        .iter()
        .filter(|(wrong, _)| *wrong)
        .map(|(_, what)| (*what).to_owned())
        .collect();
    let (found, left) = &shown.line;
    if let Some(left) = left.as_ref().filter(|left| *left != found) {
        faults.push(format!(
            "the line discipline was\n  {}\nand is now\n  {}\n",
            found.0, left.0
        ));
    }
    faults
}
