//! The settings of a frontier: from one to another, or one by one.

use crate::whatif::parameter::{Scale, Setting};

/// The most settings of a frontier.
const MOST: usize = 1_000;

/// The settings that are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Range {
    /// The first setting: pounds as 440m or 440000000, miles, per cent, or a whole number
    #[arg(long, value_name = "SETTING", requires_all = ["to", "step"], required_unless_present = "at")]
    from: Option<String>,
    /// The last setting
    #[arg(long, value_name = "SETTING", requires = "from")]
    to: Option<String>,
    /// The step between settings
    #[arg(long, value_name = "SETTING", requires = "from")]
    step: Option<String>,
    /// The settings themselves, separated by commas, such as 508m,563m,564m
    #[arg(long, value_name = "SETTINGS", value_delimiter = ',', conflicts_with = "from")]
    at: Vec<String>,
}

impl Range {
    /// The settings that are asked for, in rising order.
    pub fn settings(&self, scale: Scale) -> Result<Vec<Setting>, String> {
        let read = |flag: &str, word: &str| Setting::of_word(scale, word).map_err(|why| format!("--{flag}: {why}"));
        let mut settings: Vec<Setting> = self.at.iter().map(|word| read("at", word)).collect::<Result<_, _>>()?;
        if let (Some(from), Some(to), Some(step)) = (&self.from, &self.to, &self.step) {
            let (from, to, step) = (read("from", from)?, read("to", to)?, read("step", step)?);
            if step.amount <= 0 || from.amount > to.amount {
                return Err(format!("--from {from} --to {to} --step {step}: these should go up, step by step"));
            }
            let most = i64::try_from(MOST).unwrap_or(i64::MAX);
            if (to.amount - from.amount) / step.amount >= most {
                return Err(format!("--step {step}: there are more than {MOST} steps from {from} to {to}"));
            }
            let steps = (to.amount - from.amount) / step.amount;
            let last = Setting { scale, amount: from.amount + steps * step.amount };
            if last != to {
                return Err(format!("--step {step}: the steps from {from} end at {last} and miss --to {to}"));
            }
            settings.extend((0..=steps).map(|at| Setting { scale, amount: from.amount + at * step.amount }));
        }
        settings.sort_by_key(|setting| setting.amount);
        let twice = settings.windows(2).find(|two| two[0] == two[1]);
        twice.map_or(Ok(()), |two| Err(format!("--at: {} is there twice", two[0])))?;
        Ok(settings)
    }
}
