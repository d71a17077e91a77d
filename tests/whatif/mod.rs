//! What-ifs, on data so small that each answer is found by hand in `WHY.md`.

mod books;
mod comparing;
mod demand;
mod layers;
mod line;
mod page;
mod regret;
mod robust;
pub mod same;
mod several;
mod shipped;
mod shop;
