//! From strips to pages: what stays together goes to the next page together, unless it is higher than
//! one.

use super::paper::Length;
use super::strips::Strip;

/// A page: strips with their tops.
pub(super) type Page = Vec<(Length, Strip)>;

/// Puts strips on pages of a height. There is at least one page.
pub(super) fn paginate(strips: Vec<Strip>, height: Length) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut page: Page = Vec::new();
    let mut used: Length = 0;
    let mut strips = strips.into_iter().peekable();
    while let Some(first) = strips.next() {
        let mut group = vec![first];
        while group.last().is_some_and(|strip| strip.keeps) {
            match strips.next() {
                Some(next) => group.push(next),
                None => break,
            }
        }
        let whole: Length = group.iter().map(|strip| strip.height).sum();
        if used > 0 && used.saturating_add(whole) > height {
            pages.push(std::mem::take(&mut page));
            used = 0;
        }
        for strip in group {
            if used > 0 && used.saturating_add(strip.height) > height {
                pages.push(std::mem::take(&mut page));
                used = 0;
            }
            // No page begins with empty paper.
            if used == 0 && strip.marks.is_empty() {
                continue;
            }
            let top = used;
            used = used.saturating_add(strip.height);
            page.push((top, strip));
        }
    }
    if !page.is_empty() || pages.is_empty() {
        pages.push(page);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::super::paper::Ink;
    use super::super::strips::Shape;
    use super::*;

    fn strip(height: Length, keeps: bool) -> Strip {
        let mut strip = Strip::space(height);
        strip.keeps = keeps;
        strip.decorate(Shape::Area {
            at: (0, 0),
            width: 1,
            height,
            ink: Ink::Black,
        });
        strip
    }

    fn heights(strips: Vec<Strip>) -> Vec<Vec<Length>> {
        let pages = paginate(strips, 100);
        pages
            .iter()
            .map(|page| page.iter().map(|(_, strip)| strip.height).collect())
            .collect()
    }

    #[test]
    fn what_stays_together_goes_to_the_next_page_together() {
        assert_eq!(heights(Vec::new()), [Vec::<Length>::new()]);
        let title = vec![strip(80, false), strip(15, true), strip(10, false)];
        assert_eq!(heights(title), [vec![80], vec![15, 10]]);
        // Empty paper is left out at the top, and what is higher than a page is torn.
        let spaced = vec![
            strip(95, false),
            Strip::space(10),
            strip(60, true),
            strip(60, false),
        ];
        assert_eq!(heights(spaced), [vec![95], vec![60], vec![60]]);
        assert_eq!(
            heights(vec![strip(300, false), strip(1, false)]),
            [vec![300], vec![1]]
        );
    }
}
