//! A system of constraints whose variables are all connected: what the solver works on.
//!
//! A *sentence* is a stated input or a claim; it can be in force or not. A *variable* is a figure,
//! with the set its sentence allows it. A *constraint* is a claim's formula held against what the
//! claim states.

use smallvec::SmallVec;

use crate::claim::{ClaimId, QuantityId};
use crate::formula::Program;
use crate::number::{Interval, Rational, Strength};

/// Builds the numbers of a component's parts, so that none is taken for another's.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u32);

        impl $name {
            pub(crate) fn new(at: usize) -> Self {
                $name(u32::try_from(at).expect("internal error: four billion parts of a folder"))
            }

            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }

            /// Every number with its part, in their order.
            pub(crate) fn number<T>(parts: impl Iterator<Item = T>) -> impl Iterator<Item = (Self, T)> {
                parts.enumerate().map(|(at, part)| ($name::new(at), part))
            }
        }
    )+};
}

numbers! {
    /// A variable, by its place in [`Component::variables`].
    VariableId;
    /// A sentence, by its place in [`Component::sentences`].
    SentenceId;
    /// A constraint, by its place in [`Component::constraints`].
    ConstraintId;
}

/// Figures and claims that hang together, each with its own numbering from nought.
#[derive(Debug, Default)]
pub(crate) struct Component<'a> {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) variables: Vec<Variable>,
    /// A constraint stands after those that define the variables it uses.
    pub(crate) constraints: Vec<Constraint<'a>>,
    /// For each variable the constraints it is in.
    pub(crate) uses: Vec<SmallVec<[ConstraintId; 4]>>,
}

/// What the article says at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) origin: Origin,
    /// Whether it takes part when figures are read closely; not if the editors accept that it is
    /// strained.
    pub(crate) at_close: bool,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A stated input.
    Input(QuantityId),
    /// A claim, by its place among the folder's.
    Claim(ClaimId),
}

/// A figure.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// Which one; `None` of a figure that a formula quotes.
    pub(crate) quantity: Option<QuantityId>,
    /// The sentence that states it; `None` of an unknown.
    pub(crate) sentence: Option<SentenceId>,
    /// What the sentence allows it, read closely and read loosely.
    pub(crate) close: Interval,
    pub(crate) loose: Interval,
    /// What is true of it in any case: an unknown amount is not negative.
    pub(crate) always: Interval,
    /// Whether the sentence speaks of whole numbers only.
    pub(crate) whole: bool,
    /// The number as printed.
    pub(crate) nominal: Option<Rational>,
    /// The constraint that gives its value, if a claim does.
    pub(crate) definition: Option<ConstraintId>,
}

impl Variable {
    pub(crate) fn is_in_force(&self, active: &[bool]) -> bool {
        self.sentence
            .is_some_and(|sentence| active[sentence.index()])
    }

    /// What it may be when these sentences are in force.
    pub(crate) fn set(&self, strength: Strength, active: &[bool]) -> Interval {
        if !self.is_in_force(active) {
            return self.always.clone();
        }
        let set = match strength {
            Strength::Close => &self.close,
            Strength::Loose => &self.loose,
        };
        if self.whole { set.whole() } else { set.clone() }
    }
}

/// A claim's formulas held against what it states.
#[derive(Debug)]
pub(crate) struct Constraint<'a> {
    pub(crate) sentence: SentenceId,
    /// Every variable it speaks of, each once.
    pub(crate) variables: SmallVec<[VariableId; 6]>,
    /// Whether a figure occurs twice in one formula, so that one revision may not cut all it
    /// could.
    pub(crate) repeats: bool,
    /// It holds if one of them does.
    pub(crate) readings: SmallVec<[Relation<'a>; 1]>,
}

/// One formula held against one set.
#[derive(Debug)]
pub(crate) struct Relation<'a> {
    pub(crate) program: &'a Program,
    /// The program's operands, as places in [`Constraint::variables`].
    pub(crate) operands: SmallVec<[u32; 6]>,
    pub(crate) target: Target,
}

/// What a formula's value must be.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// It is a comparison, and must be true.
    True,
    /// Its value is in a set, read closely or loosely.
    In { close: Interval, loose: Interval },
    /// Its value is a variable's, by its place in [`Constraint::variables`].
    Is(u32),
}

impl Target {
    /// The set for the formula's value, given what the constraint's variables may be.
    pub(crate) fn set<'t>(&'t self, strength: Strength, domains: &'t [Interval]) -> &'t Interval {
        const ANY: &Interval = &Interval::ENTIRE;
        match (self, strength) {
            (Target::True, _) => ANY,
            (Target::In { close, .. }, Strength::Close) => close,
            (Target::In { loose, .. }, Strength::Loose) => loose,
            (Target::Is(place), _) => &domains[*place as usize],
        }
    }
}

impl Constraint<'_> {
    /// What one revision takes from a budget.
    pub(crate) fn cost(&self) -> u64 {
        let each = self.readings.iter().map(|relation| relation.program.cost());
        each.sum::<u64>().max(1)
    }
}

impl Component<'_> {
    /// Fills in [`Component::uses`].
    pub(crate) fn index(&mut self) {
        self.uses = vec![SmallVec::new(); self.variables.len()];
        for (index, constraint) in self.constraints.iter().enumerate() {
            for &variable in &constraint.variables {
                self.uses[variable.index()].push(ConstraintId::new(index));
            }
        }
    }

    /// The variables of which the sentences may say more than they state: unknowns, and figures
    /// stated with one end only.
    pub(crate) fn wanted(&self) -> Vec<VariableId> {
        let open = |set: &Interval| set.inf().is_none() || set.sup().is_none();
        let wanted = VariableId::number(self.variables.iter()).filter(|(_, variable)| {
            variable.quantity.is_some() && (variable.sentence.is_none() || open(&variable.close))
        });
        wanted.map(|(index, _)| index).collect()
    }

    /// The claims of the component, by their places among the folder's.
    pub(crate) fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.sentences
            .iter()
            .filter_map(|sentence| match sentence.origin {
                Origin::Claim(claim) => Some(claim),
                Origin::Input(_) => None,
            })
    }

    /// These sentences alone in force.
    pub(crate) fn only(&self, sentences: &[SentenceId]) -> Vec<bool> {
        let mut active = vec![false; self.sentences.len()];
        for &sentence in sentences {
            active[sentence.index()] = true;
        }
        active
    }

    /// The constraints in force.
    pub(crate) fn active_constraints<'s>(
        &'s self,
        active: &'s [bool],
    ) -> impl Iterator<Item = ConstraintId> + 's {
        ConstraintId::number(self.constraints.iter())
            .filter_map(|(index, constraint)| active[constraint.sentence.index()].then_some(index))
    }

    /// Whether a variable's value follows from others by a claim in force.
    pub(crate) fn is_defined(&self, variable: VariableId, active: &[bool]) -> bool {
        self.variables[variable.index()]
            .definition
            .is_some_and(|constraint| active[self.constraints[constraint.index()].sentence.index()])
    }
}
