//! What tables say of their own figures.
//!
//! ```text
//! lines   a table as items along one way and lanes along the other, in whole numbers of one place
//! labels  what the words of a row or a column make of it: a total, a rate, what is taken away
//! foot    sums of items, down and across
//! change  columns of differences and of changes in per cent
//! part    a cell as a part of a relation
//! ratio   percentages against amounts, under rounding
//! share   columns and cells of shares
//! product columns that are the product of two others
//! carried balances from one period to the next
//! scale   values in another magnitude than their header's
//! cited   what the prose says of cells
//! ```

pub(super) mod carried;
pub(super) mod change;
pub(super) mod cited;
pub(super) mod foot;
mod labels;
mod lines;
mod part;
pub(super) mod product;
mod ratio;
pub(super) mod scale;
pub(super) mod share;
