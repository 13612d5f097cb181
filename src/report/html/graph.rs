//! A conflict as a small graph: the claims at the left, the figures they share at the right, and a
//! line where a claim is about a figure. The list under it says the same in words.

use std::collections::HashMap;
use std::fmt::{self, Write};
use std::sync::Arc;

use super::escape::Text;
use super::index::{Content, EntryId, Index};
use crate::check::{Conflict, InputReport};
use crate::report::text;

/// A picture of more says nothing.
const MOST: usize = 12;
/// A box's height, and the distance from one to the next.
const BOX: usize = 44;
const STEP: usize = 56;
/// More letters than a box shows on a wide page.
const LONGEST: usize = 34;

/// A sentence or figure.
struct Node<'a> {
    entry: Option<EntryId>,
    name: &'a str,
    says: &'a str,
    /// Whether the conflict names it; else it is only what several claims are about.
    is_member: bool,
}

/// Writes the graph, if it is small and there is something to connect.
pub(super) fn write(out: &mut dyn Write, index: &Index<'_>, conflict: &Conflict) -> fmt::Result {
    if conflict.members.len() > 2 * MOST {
        return Ok(());
    }
    let members: Vec<Option<EntryId>> = conflict
        .members
        .iter()
        .map(|name| index.of_sentence(&conflict.path, name))
        .collect();
    let claims: Vec<EntryId> = members
        .iter()
        .flatten()
        .copied()
        .filter(|&entry| matches!(index.entries[entry].content, Content::Claim(_)))
        .collect();
    let (figures, lines) = figures(index, conflict, &claims);
    if claims.len() > MOST || figures.len() > MOST || lines.is_empty() {
        return Ok(());
    }
    let left: Vec<Node<'_>> = claims
        .iter()
        .map(|&entry| claim_node(index, entry))
        .collect();
    let rows = left.len().max(figures.len());
    write!(
        out,
        "<svg class=\"graph\" aria-hidden=\"true\" width=\"100%\" height=\"{}\">",
        rows * STEP
    )?;
    let y = |number: usize, of: usize| number * STEP + (rows - of) * STEP / 2;
    for (claim, figure) in lines {
        write!(
            out,
            "<line x1=\"44%\" x2=\"56%\" y1=\"{}\" y2=\"{}\"/>",
            y(claim, left.len()) + BOX / 2,
            y(figure, figures.len()) + BOX / 2
        )?;
    }
    for (number, node) in left.iter().enumerate() {
        draw(out, index, node, "0", y(number, left.len()))?;
    }
    for (number, node) in figures.iter().enumerate() {
        draw(out, index, node, "56%", y(number, figures.len()))?;
    }
    out.write_str("</svg>")
}

/// The figures that the claims are about and the conflict names, or that several of them share; and
/// which claim is about which.
fn figures<'a>(
    index: &Index<'a>,
    conflict: &'a Conflict,
    claims: &[EntryId],
) -> (Vec<Node<'a>>, Vec<(usize, usize)>) {
    let mut inputs: Vec<(&'a InputReport, Vec<usize>)> = Vec::new();
    let mut known: HashMap<*const InputReport, usize> = HashMap::new();
    for (number, &entry) in claims.iter().enumerate() {
        let Content::Claim(claim) = index.entries[entry].content else {
            continue;
        };
        for input in &claim.uses {
            let at = *known.entry(Arc::as_ptr(input)).or_insert(inputs.len());
            if at == inputs.len() {
                inputs.push((input, Vec::new()));
            }
            inputs[at].1.push(number);
        }
    }
    let is_member = |input: &InputReport| {
        let mut ids = conflict.members.iter().map(|name| name.rsplit('.').next());
        ids.any(|id| id == Some(&input.id))
    };
    inputs.retain(|(input, users)| is_member(input) || users.len() > 1);
    let mut nodes = Vec::new();
    let mut lines = Vec::new();
    for (number, (input, users)) in inputs.into_iter().enumerate() {
        nodes.push(Node {
            entry: index.of_input(input),
            name: &input.id,
            says: input.written.as_deref().unwrap_or("not stated"),
            is_member: is_member(input),
        });
        lines.extend(users.into_iter().map(|claim| (claim, number)));
    }
    (nodes, lines)
}

fn claim_node<'a>(index: &Index<'a>, entry: EntryId) -> Node<'a> {
    let (name, says): (&'a str, &'a str) = match index.entries[entry].content {
        Content::Claim(claim) => (
            &claim.id,
            match (&claim.stated, claim.readings.first()) {
                (Some(stated), _) => &stated.written,
                (None, Some(reading)) => &reading.formula,
                (None, None) => "",
            },
        ),
        Content::Input(input) => (&input.id, ""),
    };
    Node {
        entry: Some(entry),
        name,
        says,
        is_member: true,
    }
}

fn draw(out: &mut dyn Write, index: &Index<'_>, node: &Node<'_>, x: &str, y: usize) -> fmt::Result {
    if let Some(entry) = node.entry {
        // The list under the graph has the same links for the keyboard.
        write!(
            out,
            "<a class=\"to\" tabindex=\"-1\" href=\"#{}\">",
            index.entries[entry].anchor
        )?;
    }
    let (name, says) = (text::line(node.name), text::line(node.says));
    write!(
        out,
        "<svg x=\"{x}\" y=\"{y}\" width=\"44%\" height=\"{BOX}\"><title>{}: {}</title>\
         <rect class=\"{}\" x=\"1\" y=\"1\" width=\"98%\" height=\"{}\" rx=\"6\"/>\
         <text class=\"name\" x=\"10\" y=\"18\">{}</text><text x=\"10\" y=\"35\">{}</text></svg>",
        Text(&name),
        Text(&says),
        if node.is_member { "member" } else { "shared" },
        BOX - 2,
        Text(&text::clip(&name, LONGEST, true)),
        Text(&text::clip(&says, LONGEST, true)),
    )?;
    if node.entry.is_some() {
        out.write_str("</a>")?;
    }
    Ok(())
}
