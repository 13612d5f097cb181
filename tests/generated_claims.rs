//! Random claim files hold what exact samples say of them: see `generated/mod.rs`. `GENERATED=5000`
//! in the environment asks for so many.

mod generated;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("GENERATED").map_or(32, |n| n.parse().expect("a number"))))]

    #[test]
    fn samples_never_contradict_what_is_reported(bytes in proptest::collection::vec(any::<u8>(), 40..240)) {
        generated::holds(&bytes);
    }
}
