//! `demand_layers.csv`, which any dataset may do without.

use placewell::domain::LayerEffect;

use super::folder::Folder;

const HEADING: &str = "layer,effect,area,care_type,year,children,basis,source\n";

/// The tiny dataset with these rows of layers.
fn with(rows: &str) -> Folder {
    let folder = Folder::new();
    folder.write("demand_layers.csv", format!("{HEADING}{rows}"));
    let sources = folder.text("sources.csv");
    folder.write(
        "sources.csv",
        format!("{sources}demand_layers.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n"),
    );
    folder
}

#[test]
fn layers_are_read_by_id_whatever_the_order_of_their_rows() {
    let folder = with(
        "two,replace,E08000025,open-high-risk,,30,observed,Counted\n\
         one,add,E10000008,secure-welfare,2027-28,2,modelled,Judged\n\
         one,add,E06000023,open-high-risk,,1,modelled,Guessed\n",
    );
    assert_eq!(folder.mistakes(), [""; 0]);
    let reading = folder.read();
    let dataset = reading.dataset.expect("no mistakes");
    let told = dataset.instance.demand_layers().iter().map(|layer| {
        let rows: Vec<_> = layer.rows.iter().map(|row| (row.area.position(), row.children.count())).collect();
        (layer.id.as_str(), layer.effect, rows, layer.sources.join(" "), layer.observed)
    });
    let expected = [
        ("one", LayerEffect::Add, vec![(0, 1), (2, 2)], "Guessed Judged".to_owned(), 0),
        ("two", LayerEffect::Replace, vec![(1, 30)], "Counted".to_owned(), 1),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    // No layer is in force unless a model chooses it.
    assert_eq!(dataset.instance.demand(), Folder::new().read().dataset.expect("no mistakes").instance.demand());
    assert_eq!(reading.vocabulary.layers.map(|layers| layers.len()), Some(2));
}

#[test]
fn what_is_wrong_with_a_layer_is_told_at_its_cell() {
    let folder = with(
        "one,add,E08000026,open-high-risk,,1,modelled,Made for the tests\n\
         one,replace,E08000025,open-high-risk,2028,1,modelled,Made for the tests\n\
         one,add,E06000023,open-high-risk,,1,modelled,Made for the tests\n\
         one,replace,E08000025,open-high-risk,,1,modelled,Made for the tests\n\
         one,add,E06000023,open-high-risk,,2,modelled,Made for the tests\n\
         One,add,E08000025,secure-welfare,,2,modelled,Made for the tests\n\
         none,add,E08000025,secure-welfare,,-2,modelled,\n",
    );
    insta::assert_snapshot!(folder.mistakes().join("\n"), @r"
    demand_layers.csv:2: area: `E08000026` is not in areas.csv
    demand_layers.csv:3: year: `2028` is not a financial year, such as 2026-27
    demand_layers.csv:5: effect: `one` is to add on line 4 already, and a layer does one thing
    demand_layers.csv:6: area: `one, E06000023, open-high-risk` is on line 4 already
    demand_layers.csv:7: layer: `One` and `one` on line 4 differ in capitals alone; which is meant?
    demand_layers.csv:8: children: `-2` is not a whole number up to 999,999, such as 4
    demand_layers.csv:8: layer: `none` stands for no layer at all; call this one by another word
    demand_layers.csv:8: source: this cell is blank, and should not be
    ");
}

#[test]
fn layers_whose_source_is_not_said_are_refused_where_forms_are_strict() {
    let folder = Folder::new();
    folder.write("demand_layers.csv", HEADING);
    insta::assert_snapshot!(folder.mistakes().join("\n"), @"sources.csv: file: `demand_layers.csv` has no row here; say where it comes from");
}
