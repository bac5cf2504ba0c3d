//! The terminal face draws any screen at any size, keeps what matters in sight, and has one table of keys.

mod drawing;
mod keys;
mod lists;
mod motion;
mod pages;
