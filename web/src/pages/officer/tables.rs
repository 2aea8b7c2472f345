//! Tables of the console: on a desk a table, on a phone a list of rows.

use leptos::prelude::*;

/// A table with a name for those who do not see the heading above it. The first cell names its row.
pub(super) fn table(caption: &str, heads: &[String], rows: Vec<Vec<AnyView>>) -> AnyView {
    let caption = caption.to_owned();
    let columns = heads
        .iter()
        .map(|head| view! { <th scope="col">{head.clone()}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| row(heads, cells))
        .collect_view();
    view! {
        <table class="table desk-table">
            <caption class="sr-only">{caption}</caption>
            <thead>
                <tr>{columns}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(heads: &[String], cells: Vec<AnyView>) -> AnyView {
    let cells = cells.into_iter().enumerate().map(|(at, cell)| {
        if at == 0 {
            return view! { <th scope="row">{cell}</th> }.into_any();
        }
        let label = heads.get(at).cloned();
        view! { <td data-label=label>{cell}</td> }.into_any()
    });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}

/// A cell of text.
pub(super) fn text(text: impl ToString) -> AnyView {
    text.to_string().into_any()
}

/// A card with a plot, and its numbers in a table beneath.
pub(super) fn card(
    id: &'static str,
    title: &'static str,
    note: Option<&'static str>,
    plot: AnyView,
    numbers: AnyView,
) -> AnyView {
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__head">
                <h2 class="card__title" id=id>
                    {title}
                </h2>
            </div>
            <div class="card__body stack">
                {note.map(|note| view! { <p class="meta">{note}</p> })}
                {plot}
            </div>
            {numbers}
        </section>
    }
    .into_any()
}
