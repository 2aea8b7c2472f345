//! Tells the schema derive that our names for days and moments are chrono's types.

fn main() {
    #[cfg(feature = "openapi")]
    utoipa_config::Config::new()
        .alias_for("Day", "chrono::NaiveDate")
        .alias_for("Moment", "chrono::DateTime<chrono::Utc>")
        .write_to_file();
}
