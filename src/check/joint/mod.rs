//! All claims of a folder together.

mod linear_program;
