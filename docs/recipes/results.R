# Run a model and pivot its results, with readr and base R.
#
#     Rscript docs/recipes/results.R placewell models/figure-11.toml runs/figure-11
#
# The program, the model and the folder of the run. The same two tables as results.py go to standard output as CSV.

arguments <- commandArgs(trailingOnly = TRUE)
program <- arguments[1]
model <- arguments[2]
folder <- arguments[3]

# 0: done. 4: the plan breaks a rule, and the run says which. Anything else is no run.
status <- system2(program, c("evaluate", shQuote(model), "--out", shQuote(folder)), stdout = FALSE)
if (!status %in% c(0, 4)) quit(status = status)

# Codes and years are text; an empty value is not known, and not nought.
results <- readr::read_csv(
  file.path(folder, "results_long.csv"),
  col_types = readr::cols(.default = "c", value = "d"),
  na = ""
)

spend <- subset(results, metric == "dfe_spend_gbp" & !is.na(value))
by_year <- aggregate(value ~ year, spend, sum)
names(by_year)[2] <- "dfe_spend_gbp"
cat(readr::format_csv(by_year[order(by_year$year), ]))

located <- subset(results, metric == "well_located_places" & !is.na(value))
by_region <- aggregate(value ~ region + care_type, located, sum)
names(by_region)[3] <- "well_located_places"
cat(readr::format_csv(by_region[order(by_region$region, by_region$care_type), ]))
