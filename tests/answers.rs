//! The right answer, found in other ways than by the product.

mod brute_force;
mod golden;
mod metamorphic;
mod oracle;
mod second_opinion;
