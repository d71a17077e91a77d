//! What-ifs, on data so small that each answer is found by hand in `WHY.md`.

mod appraise;
mod books;
mod comparing;
mod deliverability;
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
