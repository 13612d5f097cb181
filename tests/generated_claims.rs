//! Random claim files hold what exact samples say of them: see `generated/mod.rs`.

mod generated;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn samples_never_contradict_what_is_reported(bytes in proptest::collection::vec(any::<u8>(), 40..240)) {
        generated::holds(&bytes);
    }
}
