//! One semantic screen for every face: a state of the wizard described in words, not in cells.

mod model;

pub use model::{
    ActionItem, Block, Check, Choice, Choices, Code, Command, Field, KeyHint, Mark, ProblemView,
    Row, Screen, Status, Step, StepState, Strip,
};
