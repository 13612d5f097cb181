//! The units people write, as data: names, symbols and exact factors to the base units.
//!
//! Factors are exact by definition: the international yard and pound (1959), the SI brochure (9th
//! edition), IEC 80000-13 for binary prefixes, the Gregorian mean year of 365.2425 days.

use std::sync::LazyLock;

use super::unit_data::UnitData;
use super::{Base, Currency, Dimension, Kind, currency_table};
use crate::number::exact::Rational;
use crate::number::lexicon::{Phrases, WordMap};

type Dim = &'static [(Base, i8)];

/// A unit as people write it.
struct Row {
    /// The English singular, in US spelling.
    name: &'static str,
    plural: &'static str,
    /// The usual symbol first; matched in the case written here, then in any.
    symbols: &'static [&'static str],
    /// Further words in both numbers. British spellings are added to all words.
    words: &'static [&'static str],
    factor: (i64, i64),
    dim: Dim,
    /// The symbols of the prefixes it takes.
    prefixes: &'static str,
}

const fn unit(
    name: &'static str,
    plural: &'static str,
    symbols: &'static [&'static str],
    words: &'static [&'static str],
    factor: (i64, i64),
    dim: Dim,
    prefixes: &'static str,
) -> Row {
    Row {
        name,
        plural,
        symbols,
        words,
        factor,
        dim,
        prefixes,
    }
}

/// SI prefixes: symbol, word, power of ten.
#[rustfmt::skip]
const PREFIXES: &[(char, &str, i32)] = &[
    ('p', "pico", -12), ('n', "nano", -9), ('µ', "micro", -6), ('m', "milli", -3), ('c', "centi", -2), ('d', "deci", -1),
    ('h', "hecto", 2), ('k', "kilo", 3), ('M', "mega", 6), ('G', "giga", 9), ('T', "tera", 12), ('P', "peta", 15), ('E', "exa", 18),
];

const NONE: Dim = &[];
const LENGTH: Dim = &[(Base::Length, 1)];
const AREA: Dim = &[(Base::Length, 2)];
const VOLUME: Dim = &[(Base::Length, 3)];
const FLOW: Dim = &[(Base::Length, 3), (Base::Time, -1)];
const MASS: Dim = &[(Base::Mass, 1)];
const TIME: Dim = &[(Base::Time, 1)];
const TEMPERATURE: Dim = &[(Base::Temperature, 1)];
const ACCELERATION: Dim = &[(Base::Length, 1), (Base::Time, -2)];
const FUEL: Dim = &[(Base::Length, -2)];
const SPEED: Dim = &[(Base::Length, 1), (Base::Time, -1)];
const FREQUENCY: Dim = &[(Base::Time, -1)];
const FORCE: Dim = &[(Base::Length, 1), (Base::Mass, 1), (Base::Time, -2)];
const PRESSURE: Dim = &[(Base::Length, -1), (Base::Mass, 1), (Base::Time, -2)];
const ENERGY: Dim = &[(Base::Length, 2), (Base::Mass, 1), (Base::Time, -2)];
const POWER: Dim = &[(Base::Length, 2), (Base::Mass, 1), (Base::Time, -3)];
const CURRENT: Dim = &[(Base::Current, 1)];
const CHARGE: Dim = &[(Base::Time, 1), (Base::Current, 1)];
const VOLTAGE: Dim = &[
    (Base::Length, 2),
    (Base::Mass, 1),
    (Base::Time, -3),
    (Base::Current, -1),
];
const RESISTANCE: Dim = &[
    (Base::Length, 2),
    (Base::Mass, 1),
    (Base::Time, -3),
    (Base::Current, -2),
];
const DOSE: Dim = &[(Base::Length, 2), (Base::Time, -2)];
const DATA: Dim = &[(Base::Data, 1)];
const DATA_RATE: Dim = &[(Base::Time, -1), (Base::Data, 1)];
const ANGLE: Dim = &[(Base::Angle, 1)];

/// Seconds in a year: the mean of the Gregorian calendar, 365.2425 days.
pub const SECONDS_PER_YEAR: i64 = 31_556_952;
const YEAR: i64 = SECONDS_PER_YEAR;

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Length
    unit("meter", "meters", &["m"], &[], (1, 1), LENGTH, "pnµmcdk"),
    unit("kilometer", "kilometers", &["km", "kms"], &[], (1_000, 1), LENGTH, ""),
    unit("micron", "microns", &[], &[], (1, 1_000_000), LENGTH, ""),
    unit("inch", "inches", &["in", "″"], &[], (254, 10_000), LENGTH, ""),
    unit("foot", "feet", &["ft", "′"], &[], (3_048, 10_000), LENGTH, ""),
    unit("yard", "yards", &["yd", "yds"], &[], (9_144, 10_000), LENGTH, ""),
    unit("mile", "miles", &["mi"], &["statute mile", "statute miles"], (1_609_344, 1_000), LENGTH, ""),
    unit("nautical mile", "nautical miles", &["nmi"], &["sea mile", "sea miles"], (1_852, 1), LENGTH, ""),
    unit("fathom", "fathoms", &[], &[], (18_288, 10_000), LENGTH, ""),
    unit("furlong", "furlongs", &[], &[], (201_168, 1_000), LENGTH, ""),
    unit("light-year", "light-years", &["ly"], &["light year", "light years", "lightyear", "lightyears"], (9_460_730_472_580_800, 1), LENGTH, ""),
    unit("astronomical unit", "astronomical units", &["au", "AU"], &[], (149_597_870_700, 1), LENGTH, ""),
    // Area
    unit("hectare", "hectares", &["ha"], &[], (10_000, 1), AREA, ""),
    unit("acre", "acres", &["ac"], &[], (40_468_564_224, 10_000_000), AREA, ""),
    // Volume
    unit("liter", "liters", &["l", "L", "ℓ"], &[], (1, 1_000), VOLUME, "µmcdhM"),
    unit("milliliter", "milliliters", &["ml", "mls"], &[], (1, 1_000_000), VOLUME, ""),
    unit("gallon", "gallons", &["gal"], &["us gallon", "us gallons"], (3_785_411_784, 1_000_000_000_000), VOLUME, ""),
    unit("imperial gallon", "imperial gallons", &[], &["uk gallon", "uk gallons"], (454_609, 100_000_000), VOLUME, ""),
    unit("quart", "quarts", &["qt"], &[], (946_352_946, 1_000_000_000_000), VOLUME, ""),
    unit("pint", "pints", &["pt"], &[], (473_176_473, 1_000_000_000_000), VOLUME, ""),
    unit("cup", "cups", &[], &[], (2_365_882_365, 10_000_000_000_000), VOLUME, ""),
    unit("fluid ounce", "fluid ounces", &["fl oz"], &["us fluid ounce", "us fluid ounces"], (295_735_295_625, 10_000_000_000_000_000), VOLUME, ""),
    unit("tablespoon", "tablespoons", &["tbsp"], &[], (1_478_676_478_125, 100_000_000_000_000_000), VOLUME, ""),
    unit("teaspoon", "teaspoons", &["tsp"], &[], (492_892_159_375, 100_000_000_000_000_000), VOLUME, ""),
    unit("barrel", "barrels", &["bbl"], &["barrel of oil", "barrels of oil", "barrel of crude", "barrels of crude", "bbls"], (158_987_294_928, 1_000_000_000_000), VOLUME, ""),
    unit("barrel per day", "barrels per day", &["bpd", "b/d"], &[], (158_987_294_928, 86_400_000_000_000_000), FLOW, ""),
    unit("bushel", "bushels", &["bu"], &[], (3_523_907_016_688, 100_000_000_000_000), VOLUME, ""),
    unit("acre-foot", "acre-feet", &[], &["acre foot", "acre feet"], (123_348_183_754_752, 100_000_000_000), VOLUME, ""),
    // Mass
    unit("gram", "grams", &["g"], &["gramme", "grammes"], (1, 1_000), MASS, "nµmk"),
    unit("kilogram", "kilograms", &["kg", "kgs"], &["kilo", "kilos"], (1, 1), MASS, ""),
    unit("microgram", "micrograms", &["mcg"], &[], (1, 1_000_000_000), MASS, ""),
    unit("metric ton", "metric tons", &["t"], &["tonne", "tonnes", "metric tonne", "metric tonnes", "te"], (1_000, 1), MASS, "kMG"),
    // A bare "ton" is the metric one in most of the world's news; the American says "short ton" where it matters.
    unit("ton", "tons", &[], &[], (1_000, 1), MASS, "kMG"),
    unit("short ton", "short tons", &[], &["us ton", "us tons"], (90_718_474, 100_000), MASS, ""),
    unit("long ton", "long tons", &[], &["imperial ton", "imperial tons"], (10_160_469_088, 10_000_000), MASS, ""),
    unit("pound", "pounds", &["lb", "lbs"], &[], (45_359_237, 100_000_000), MASS, ""),
    unit("ounce", "ounces", &["oz"], &[], (45_359_237, 1_600_000_000), MASS, ""),
    unit("troy ounce", "troy ounces", &[], &[], (311_034_768, 10_000_000_000), MASS, ""),
    unit("stone", "stone", &[], &["stones"], (635_029_318, 100_000_000), MASS, ""),
    unit("carat", "carats", &["ct"], &[], (2, 10_000), MASS, ""),
    unit("quintal", "quintals", &[], &[], (100, 1), MASS, ""),
    // Time
    unit("second", "seconds", &["s", "sec", "secs"], &[], (1, 1), TIME, "pnµm"),
    unit("minute", "minutes", &["min", "mins"], &[], (60, 1), TIME, ""),
    unit("hour", "hours", &["h", "hr", "hrs"], &[], (3_600, 1), TIME, ""),
    unit("day", "days", &["d"], &[], (86_400, 1), TIME, ""),
    unit("week", "weeks", &["wk", "wks"], &[], (604_800, 1), TIME, ""),
    unit("fortnight", "fortnights", &[], &[], (1_209_600, 1), TIME, ""),
    unit("month", "months", &["mo", "mos"], &[], (YEAR / 12, 1), TIME, ""),
    unit("quarter", "quarters", &[], &[], (YEAR / 4, 1), TIME, ""),
    unit("year", "years", &["yr", "yrs"], &["calendar year", "calendar years"], (YEAR, 1), TIME, ""),
    unit("decade", "decades", &[], &[], (10 * YEAR, 1), TIME, ""),
    unit("century", "centuries", &[], &[], (100 * YEAR, 1), TIME, ""),
    unit("millennium", "millennia", &[], &["millenniums"], (1_000 * YEAR, 1), TIME, ""),
    // Temperature; the offsets are in `OFFSETS`.
    unit("degree Celsius", "degrees Celsius", &["°C", "℃", "C"], &["degrees c", "degree c", "celsius", "centigrade", "degrees centigrade", "degree centigrade", "deg c"], (1, 1), TEMPERATURE, ""),
    unit("degree Fahrenheit", "degrees Fahrenheit", &["°F", "℉", "F"], &["degrees f", "degree f", "fahrenheit", "deg f"], (5, 9), TEMPERATURE, ""),
    unit("kelvin", "kelvins", &["K"], &["degrees kelvin", "degree kelvin"], (1, 1), TEMPERATURE, ""),
    // Speed
    unit("mile per hour", "miles per hour", &["mph", "m.p.h.", "m.p.h"], &[], (44_704, 100_000), SPEED, ""),
    unit("kilometer per hour", "kilometers per hour", &["km/h", "kph", "kmh", "kmph"], &[], (10, 36), SPEED, ""),
    unit("meter per second", "meters per second", &["m/s", "m s⁻¹", "m s−1", "m s-1", "m.s −1", "m.s−1", "m·s⁻¹", "m·s−1", "ms⁻¹", "ms−1"], &[], (1, 1), SPEED, ""),
    unit("meter per second squared", "meters per second squared", &["m/s²", "m/s2", "m/s^2", "m s⁻²", "m s−2", "m s-2"], &[], (1, 1), ACCELERATION, ""),
    unit("knot", "knots", &["kn", "kt", "kts"], &[], (1_852, 3_600), SPEED, ""),
    // Frequency
    unit("hertz", "hertz", &["Hz"], &[], (1, 1), FREQUENCY, "kMGT"),
    unit("revolution per minute", "revolutions per minute", &["rpm"], &[], (1, 60), FREQUENCY, ""),
    unit("becquerel", "becquerels", &["Bq"], &[], (1, 1), FREQUENCY, "kMGT"),
    // Force and pressure
    unit("newton", "newtons", &["N"], &[], (1, 1), FORCE, "kM"),
    unit("pound-force", "pounds-force", &["lbf"], &["pounds force", "pounds of force"], (8_896_443_230_521, 2_000_000_000_000), FORCE, ""),
    // A torque has the dimension of an energy.
    unit("newton meter", "newton meters", &["Nm", "N m", "N·m", "N-m"], &["newton-meter", "newton-meters"], (1, 1), ENERGY, ""),
    unit("pound foot", "pound feet", &["lb-ft", "lb ft", "lbf·ft", "ft-lb", "ft lb", "lb·ft"], &["foot-pound", "foot-pounds", "pound-foot", "pound-feet", "foot pounds", "pounds-feet"], (3_389_544_870_828_501, 2_500_000_000_000_000), ENERGY, ""),
    unit("pascal", "pascals", &["Pa"], &[], (1, 1), PRESSURE, "hkMG"),
    unit("bar", "bars", &["bar"], &[], (100_000, 1), PRESSURE, "m"),
    unit("atmosphere", "atmospheres", &["atm"], &[], (101_325, 1), PRESSURE, ""),
    unit("pound per square inch", "pounds per square inch", &["psi"], &[], (8_896_443_230_521, 1_290_320_000), PRESSURE, ""),
    unit("thousand pounds per square inch", "thousand pounds per square inch", &["ksi"], &[], (8_896_443_230_521, 1_290_320), PRESSURE, ""),
    unit("millimeter of mercury", "millimeters of mercury", &["mmHg", "mm Hg"], &[], (133_322_387_415, 1_000_000_000), PRESSURE, ""),
    // Energy
    unit("joule", "joules", &["J"], &[], (1, 1), ENERGY, "mkMGTPE"),
    unit("watt hour", "watt hours", &["Wh"], &["watt-hour", "watt-hours"], (3_600, 1), ENERGY, "mkMGTP"),
    unit("calorie", "calories", &["cal"], &[], (4_184, 1_000), ENERGY, "k"),
    unit("British thermal unit", "British thermal units", &["Btu", "BTU"], &["btus"], (105_505_585_262, 100_000_000), ENERGY, ""),
    unit("million British thermal units", "million British thermal units", &["mmBtu", "MMBtu", "MMBTU"], &[], (105_505_585_262, 100), ENERGY, ""),
    unit("therm", "therms", &[], &[], (105_505_585_262, 1_000), ENERGY, ""),
    unit("electronvolt", "electronvolts", &["eV"], &["electron volt", "electron volts"], (0, 1), ENERGY, "mkMGT"),
    unit("tonne of oil equivalent", "tonnes of oil equivalent", &["toe"], &["tons of oil equivalent", "ton of oil equivalent"], (41_868_000_000, 1), ENERGY, "kM"),
    // The IRS definition, 5.8 million Btu.
    unit("barrel of oil equivalent", "barrels of oil equivalent", &["boe", "BOE"], &[], (6_119_323_945_196, 1_000), ENERGY, ""),
    unit("kilogram of TNT", "kilograms of TNT", &[], &[], (4_184_000, 1), ENERGY, ""),
    unit("kiloton of TNT", "kilotons of TNT", &[], &["kilotonnes of tnt"], (4_184_000_000_000, 1), ENERGY, ""),
    // Power
    unit("watt", "watts", &["W"], &[], (1, 1), POWER, "mkMGT"),
    unit("horsepower", "horsepower", &["hp", "bhp"], &["brake horsepower"], (37_284_993_579_113_511, 50_000_000_000_000), POWER, ""),
    unit("metric horsepower", "metric horsepower", &["PS"], &[], (73_549_875, 100_000), POWER, ""),
    unit("mile per gallon", "miles per gallon", &["mpg"], &[], (1_609_344_000_000_000, 3_785_411_784), FUEL, ""),
    // Electricity and radiation
    unit("ampere", "amperes", &["A"], &["amp", "amps"], (1, 1), CURRENT, "mk"),
    unit("ampere hour", "ampere hours", &["Ah"], &["amp hour", "amp hours", "ampere-hour", "ampere-hours", "amp-hours"], (3_600, 1), CHARGE, "m"),
    unit("coulomb", "coulombs", &[], &[], (1, 1), CHARGE, ""),
    unit("volt", "volts", &["V"], &[], (1, 1), VOLTAGE, "mkM"),
    unit("ohm", "ohms", &["Ω"], &[], (1, 1), RESISTANCE, "kM"),
    unit("gray", "grays", &["Gy"], &[], (1, 1), DOSE, "µm"),
    unit("sievert", "sieverts", &["Sv"], &[], (1, 1), DOSE, "µm"),
    // `bps` are basis points where `kbps` are bits: the first row that claims a symbol has it.
    unit("basis point", "basis points", &["bp", "bps"], &["basis-point", "basis-points"], (1, 10_000), &[(Base::Points, 1)], ""),
    // Data
    unit("bit", "bits", &["bit", "b"], &[], (1, 1), DATA, "kMGT"),
    unit("megabit", "megabits", &["Mb", "Mbit", "mbit"], &[], (1_000_000, 1), DATA, ""),
    unit("gigabit", "gigabits", &["Gb", "Gbit", "gbit"], &[], (1_000_000_000, 1), DATA, ""),
    unit("byte", "bytes", &["B"], &[], (8, 1), DATA, "kMGTPE"),
    unit("kilobyte", "kilobytes", &["KB", "kB"], &[], (8_000, 1), DATA, ""),
    unit("kibibyte", "kibibytes", &["KiB", "kiB"], &[], (8 << 10, 1), DATA, ""),
    unit("mebibyte", "mebibytes", &["MiB"], &[], (8 << 20, 1), DATA, ""),
    unit("gibibyte", "gibibytes", &["GiB"], &[], (8 << 30, 1), DATA, ""),
    unit("tebibyte", "tebibytes", &["TiB"], &[], (8 << 40, 1), DATA, ""),
    unit("bit per second", "bits per second", &["bps", "bit/s", "b/s"], &[], (1, 1), DATA_RATE, "kMGT"),
    // Angle
    unit("degree", "degrees", &["°"], &[], (1, 1), ANGLE, ""),
    unit("minute of arc", "minutes of arc", &["arcmin"], &["arc minute", "arc minutes", "arcminute", "arcminutes"], (1, 60), ANGLE, ""),
    unit("second of arc", "seconds of arc", &["arcsec"], &["arc second", "arc seconds", "arcsecond", "arcseconds"], (1, 3_600), ANGLE, ""),
    // No dimension
    unit("percent", "percent", &["%", "％", "pct", "pct.", "pc"], &["per cent", "percents", "percentage", "per-cent"], (1, 100), NONE, ""),
    unit("per mille", "per mille", &["‰"], &["permille", "per mil"], (1, 1_000), NONE, ""),
    unit("percentage point", "percentage points", &["pp", "ppt", "ppts", "pps"], &["percent point", "percent points", "per cent point", "per cent points", "percentage-point", "percentage-points", "pct point", "pct points"], (1, 100), &[(Base::Points, 1)], ""),
    unit("part per million", "parts per million", &["ppm"], &["parts-per-million"], (1, 1_000_000), NONE, ""),
    unit("part per billion", "parts per billion", &["ppb"], &["parts-per-billion"], (1, 1_000_000_000), NONE, ""),
    unit("decibel", "decibels", &["dB"], &[], (1, 1), NONE, ""),
    // Operations a second, which is how they are told apart from operations: 2.4 TFLOPS are 2,400 GFLOPS.
    unit("FLOPS", "FLOPS", &["FLOPS", "FLOP/s"], &[], (1, 1), FREQUENCY, "kMGTPE"),
    // A twenty-foot equivalent, and the like: counted things with a symbol.
    unit("TEU", "TEUs", &["TEU", "TEUs"], &["twenty-foot equivalent unit", "twenty-foot equivalent units"], (1, 1), NONE, ""),
];

/// Units whose zero is not the base unit's: what to add to a multiple of their factor.
const OFFSETS: &[(&str, (i64, i64))] = &[
    ("degree Celsius", (27_315, 100)),
    ("degree Fahrenheit", (45_967, 180)),
];

/// Words for units of two sizes or more, with their other sizes as multiples of the one in the
/// table: the article may mean each, so a claim is false only where all of them make it so. The
/// systems stand in the order of [`Measures::ALL`](crate::number::Measures::ALL).
const SIZES: &[(&str, [(i64, i64); 3])] = &[
    ("gallon", [(1, 1), (4_546_090_000, 3_785_411_784), (1, 1)]),
    ("quart", [(1, 1), (1_136_522_500, 946_352_946), (1, 1)]),
    ("pint", [(1, 1), (568_261_250, 473_176_473), (1, 1)]),
    (
        "fluid ounce",
        [(1, 1), (284_130_625_000, 295_735_295_625), (1, 1)],
    ),
    (
        "mile per gallon",
        [(1, 1), (3_785_411_784, 4_546_090_000), (1, 1)],
    ),
    (
        "ton",
        [
            (90_718_474, 100_000_000),
            (10_160_469_088, 10_000_000_000),
            (1, 1),
        ],
    ),
    ("calorie", [(1, 1), (1, 1), (1_000, 1)]),
];

/// Units of length with squares and cubes in use.
const SQUARED: &[&str] = &["meter", "inch", "foot", "yard", "mile"];

/// Abbreviations of squares and cubes that no rule makes: written, unit.
const ABBREVIATED: &[(&str, &str, (i64, i64), Dim)] = &[
    ("cc", "cubic centimeter", (1, 1_000_000), VOLUME),
    ("bcm", "billion cubic meters", (1_000_000_000, 1), VOLUME),
    (
        "tcm",
        "trillion cubic meters",
        (1_000_000_000_000, 1),
        VOLUME,
    ),
    ("mcm", "million cubic meters", (1_000_000, 1), VOLUME),
    ("bcf", "billion cubic feet", (28_316_846_592, 1_000), VOLUME),
    ("tcf", "trillion cubic feet", (28_316_846_592, 1), VOLUME),
];

/// All units, and the ways to find them.
pub(in crate::number) struct Registry {
    pub(in crate::number) none: UnitData,
    pub(in crate::number) percent: UnitData,
    pub(in crate::number) points: UnitData,
    pub(super) whole_point: UnitData,
    pub(in crate::number) date: UnitData,
    pub(in crate::number) weekday: UnitData,
    pub(in crate::number) year: UnitData,
    /// By [`Currency::index`].
    pub(in crate::number) money: Vec<UnitData>,
    /// By row of [`currency_table::MINORS`] and place among its codes.
    minors: Vec<Vec<UnitData>>,
    units: Vec<UnitData>,
    words: Phrases<u16>,
    symbols: WordMap<u16>,
    /// Symbols of two letters or more in small letters, for `KG` and `Kwh`.
    folded: WordMap<u16>,
    /// Symbols that are more than one word, `km/h`, the longer first.
    compounds: Vec<(String, u16)>,
}

/// The one registry.
pub(in crate::number) fn registry() -> &'static Registry {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(build);
    &REGISTRY
}

impl Registry {
    /// The unit whose words stand at `at`, and where they end.
    pub(in crate::number) fn words_at(
        &'static self,
        text: &str,
        at: usize,
    ) -> Option<(&'static UnitData, usize)> {
        let (id, end) = self.words.match_at(text, at)?;
        Some((&self.units[usize::from(id)], end))
    }

    /// The unit with this symbol.
    pub(in crate::number) fn by_symbol(&'static self, symbol: &str) -> Option<&'static UnitData> {
        let id = self.symbols.get(symbol).or_else(|| {
            let mut buffer = [0; 8];
            let folded = buffer.get_mut(..symbol.len())?;
            folded.copy_from_slice(symbol.as_bytes());
            folded.make_ascii_lowercase();
            self.folded.get(std::str::from_utf8(folded).ok()?)
        })?;
        Some(&self.units[usize::from(*id)])
    }

    /// Whether this is a symbol in the case it is written in.
    pub(in crate::number) fn is_symbol(&self, symbol: &str) -> bool {
        self.symbols.contains_key(symbol)
    }

    /// The unit whose symbol of more than one word a text begins with, and the symbol's size.
    pub(in crate::number) fn compound_at(
        &'static self,
        text: &str,
    ) -> Option<(&'static UnitData, usize)> {
        let first = text.as_bytes().first()?;
        let found = self.compounds.iter().find(|(symbol, _)| {
            symbol.as_bytes().first() == Some(first) && text.starts_with(symbol.as_str())
        })?;
        Some((&self.units[usize::from(found.1)], found.0.len()))
    }

    pub(in crate::number) fn by_name(&'static self, name: &str) -> Option<&'static UnitData> {
        self.words_at(name, 0)
            .filter(|(_, end)| *end == name.len())
            .map(|(unit, _)| unit)
    }

    /// A part of a currency's main unit.
    pub(in crate::number) fn minor(
        &'static self,
        minor: &currency_table::Minor,
        currency: Currency,
    ) -> &'static UnitData {
        let row = currency_table::MINORS
            .iter()
            .position(|known| known == minor)
            .expect("internal error: a part of a currency that is not in the table");
        let column = minor
            .codes
            .iter()
            .position(|code| *code == currency.code())
            .unwrap_or(0);
        &self.minors[row][column]
    }

    #[cfg(test)]
    pub(in crate::number) fn units(&'static self) -> &'static [UnitData] {
        &self.units
    }
}

fn dimension(powers: Dim) -> Dimension {
    powers
        .iter()
        .fold(Dimension::NONE, |product, &(base, power)| {
            product.times(&Dimension::of(base).pow(power))
        })
}

/// US spelling to British: metres, litres, tonnes.
fn british(text: &str) -> String {
    if !text.contains("ter") && !text.contains("metric ton") {
        return text.to_owned();
    }
    text.replace("metric ton", "tonne")
        .replace("meter", "metre")
        .replace("liter", "litre")
}

fn kind_of(powers: Dim, name: &str) -> Kind {
    match powers {
        [(Base::Time, 1)] => Kind::Duration,
        [(Base::Temperature, 1)] => Kind::Temperature,
        // "Degrees" alone are mostly the weather's.
        [(Base::Angle, 1)] if name == "degree" => Kind::Temperature,
        [(Base::Points, 1)] => Kind::Percent,
        [] if name.starts_with("per") => Kind::Percent,
        _ => Kind::Quantity,
    }
}

struct Builder {
    units: Vec<UnitData>,
    words: Vec<(String, u16)>,
    symbols: WordMap<u16>,
    folded: WordMap<u16>,
}

impl Builder {
    /// Adds a unit under words in either spelling and symbols. What is there already stays.
    fn add(&mut self, data: UnitData, words: &[String], symbols: &[String]) {
        let id = u16::try_from(self.units.len()).expect("internal error: too many units");
        for word in words {
            let word = word.to_lowercase();
            let other = british(&word);
            if other != word {
                self.words.push((other, id));
            }
            self.words.push((word, id));
        }
        for symbol in symbols {
            self.symbols.entry(symbol.as_str().into()).or_insert(id);
            if symbol.chars().count() > 1 {
                self.folded
                    .entry(symbol.to_ascii_lowercase().into())
                    .or_insert(id);
            }
        }
        self.units.push(data);
    }

    fn add_row(&mut self, row: &Row) {
        let factor = if row.name == "electronvolt" {
            electronvolt()
        } else {
            Rational::new(row.factor.0, row.factor.1)
        };
        self.add_scaled(row, "", "", &factor);
        for &(symbol, word, exponent) in PREFIXES {
            if row.prefixes.contains(symbol) {
                let factor = &factor * &Rational::from_decimal(1, exponent);
                self.add_scaled(row, word, &symbol.to_string(), &factor);
            }
        }
    }

    fn add_scaled(&mut self, row: &Row, prefix: &str, sign: &str, factor: &Rational) {
        // "Kiloton", not "kilometric ton".
        let name = |text: &str| match text.strip_prefix("metric ") {
            Some(rest) if !prefix.is_empty() => format!("{prefix}{rest}"),
            _ => format!("{prefix}{text}"),
        };
        let words: Vec<String> = std::iter::once(row.name)
            .chain([row.plural])
            .chain(row.words.iter().copied())
            .map(|word| format!("{prefix}{word}"))
            .chain([name(row.name), name(row.plural)])
            .collect();
        let mut symbols: Vec<String> = row
            .symbols
            .iter()
            .map(|symbol| format!("{sign}{symbol}"))
            .collect();
        if sign == "µ" {
            // The Greek letter, and the u of typewriters, beside the micro sign.
            for letter in ["μ", "u"] {
                symbols.extend(row.symbols.iter().map(|symbol| format!("{letter}{symbol}")));
            }
        }
        let offset = OFFSETS
            .iter()
            .find(|(unit, _)| *unit == row.name)
            .map_or(Rational::ZERO, |(_, (n, d))| Rational::new(*n, *d));
        let data = |name: String,
                    plural: String,
                    symbol: String,
                    powers: Dimension,
                    factor: Rational,
                    kind: Kind| UnitData {
            prefix: "".into(),
            plural: british(&plural).into(),
            singular: british(&name).into(),
            name: name.into(),
            symbol: symbol.into(),
            dimension: powers,
            factor,
            offset: Rational::ZERO,
            kind,
            counted: false,
            sizes: Vec::new(),
        };
        let symbol = symbols.first().cloned().unwrap_or_default();
        // `16.2%` and `20 °C`, but `25 kilometres`: what everybody writes with its sign is shown
        // with it.
        let signed = matches!(row.name, "percent" | "per mille") || row.dim == TEMPERATURE;
        let base = dimension(row.dim);
        let kind = kind_of(row.dim, row.name);
        let mut shown = data(
            name(row.name),
            name(row.plural),
            symbol.clone(),
            base.clone(),
            factor.clone(),
            kind,
        );
        shown.offset = offset;
        if let Some((_, sizes)) = SIZES.iter().find(|(unit, _)| *unit == name(row.name)) {
            shown.sizes = sizes.iter().map(|&(n, d)| Rational::new(n, d)).collect();
        }
        if signed {
            shown.singular = symbol.clone().into();
            shown.plural = symbol.into();
        }
        self.add(shown, &words, &symbols);
        if !SQUARED.contains(&row.name) {
            return;
        }
        for (adjective, short, power, marks) in [
            ("square", "sq", 2_i8, ["²", "2", "^2"]),
            ("cubic", "cu", 3, ["³", "3", "^3"]),
        ] {
            let raised = factor
                .pow(power.into())
                .expect("internal error: a unit's power");
            let mut words: Vec<String> = words
                .iter()
                .map(|word| format!("{adjective} {word}"))
                .collect();
            let mut marked: Vec<String> = symbols
                .iter()
                .filter(|symbol| symbol.is_ascii() || symbol.starts_with('µ'))
                .flat_map(|symbol| marks.map(|mark| format!("{symbol}{mark}")))
                .collect();
            for symbol in symbols.iter().filter(|symbol| symbol.is_ascii()) {
                words.extend(["", "."].map(|dot| format!("{short}{dot} {symbol}")));
                words.push(format!("{adjective} {symbol}"));
                marked.push(format!("{short}{symbol}"));
            }
            self.add(
                data(
                    format!("{adjective} {}", name(row.name)),
                    format!("{adjective} {}", name(row.plural)),
                    marked.first().cloned().unwrap_or_default(),
                    base.pow(power),
                    raised,
                    Kind::Quantity,
                ),
                &words,
                &marked,
            );
        }
    }
}

/// 1.602176634 × 10⁻¹⁹ J, exact since 2019.
fn electronvolt() -> Rational {
    Rational::from_decimal(1_602_176_634, -28)
}

/// Symbols with a slash, a blank or another sign in them, the longer first.
fn compounds(symbols: &WordMap<u16>) -> Vec<(String, u16)> {
    let mut compounds: Vec<(String, u16)> = symbols
        .iter()
        .filter(|(symbol, _)| symbol.contains(['/', ' ', '.', '·', '-', '−', '⁻']))
        .map(|(symbol, &id)| (symbol.to_string(), id))
        .collect();
    compounds.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then(a.cmp(b)));
    compounds
}

fn build() -> Registry {
    let mut builder = Builder {
        units: Vec::new(),
        words: Vec::new(),
        symbols: WordMap::default(),
        folded: WordMap::default(),
    };
    for row in ROWS {
        builder.add_row(row);
    }
    for &(symbol, name, factor, dim) in ABBREVIATED {
        let data = UnitData {
            symbol: symbol.into(),
            singular: british(name).into(),
            plural: british(name).into(),
            dimension: dimension(dim),
            factor: Rational::new(factor.0, factor.1),
            ..UnitData::plain(name, name, Kind::Quantity)
        };
        builder.add(data, &[], &[symbol.to_owned()]);
    }
    let radian = UnitData {
        dimension: Dimension::of(Base::Angle),
        // 180/π to 18 digits: the one factor that is not exact.
        factor: Rational::new(572_957_795_130_823_209, 10_000_000_000_000_000),
        symbol: "rad".into(),
        ..UnitData::plain("radian", "radians", Kind::Quantity)
    };
    builder.add(
        radian,
        &["radian".to_owned(), "radians".to_owned()],
        &["rad".to_owned()],
    );
    let find = |name: &str| {
        builder
            .units
            .iter()
            .find(|unit| unit.name == name)
            .cloned()
            .expect("internal error: a unit is missing")
    };
    let (percent, points, year) = (find("percent"), find("percentage point"), find("year"));
    let money = currency_table::ROWS.iter().map(|row| UnitData {
        prefix: row.sign.into(),
        singular: "".into(),
        plural: "".into(),
        symbol: row.sign.trim_end().into(),
        dimension: Dimension::of(Base::Money(Currency::of(row.code))),
        ..UnitData::plain(row.code, row.code, Kind::Money)
    });
    let minors = currency_table::MINORS.iter().map(|minor| {
        let part = |code: &&str| UnitData {
            dimension: Dimension::of(Base::Money(Currency::of(code))),
            factor: Rational::new(1, minor.per_main),
            ..UnitData::plain(minor.name, minor.plural, Kind::Money)
        };
        minor.codes.iter().map(part).collect()
    });
    let point_in_time = |base, name| UnitData {
        dimension: Dimension::of(base),
        ..UnitData::plain(name, name, Kind::Date)
    };
    Registry {
        none: UnitData::plain("", "", Kind::Number),
        percent,
        points,
        whole_point: UnitData {
            dimension: Dimension::of(Base::Points),
            ..UnitData::plain(
                "hundred percentage points",
                "hundred percentage points",
                Kind::Percent,
            )
        },
        date: point_in_time(Base::Date, "date"),
        weekday: point_in_time(Base::Weekday, "weekday"),
        year,
        money: money.collect(),
        minors: minors.collect(),
        units: builder.units,
        words: Phrases::new(builder.words),
        compounds: compounds(&builder.symbols),
        symbols: builder.symbols,
        folded: builder.folded,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("km", "kilometer", (1_000, 1))]
    #[case("km²", "square kilometer", (1_000_000, 1))]
    #[case("m3", "cubic meter", (1, 1))]
    #[case("MW", "megawatt", (1_000_000, 1))]
    #[case("mW", "milliwatt", (1, 1_000))]
    #[case("kWh", "kilowatt hour", (3_600_000, 1))]
    #[case("kwh", "kilowatt hour", (3_600_000, 1))]
    #[case("KG", "kilogram", (1, 1))]
    #[case("°C", "degree Celsius", (1, 1))]
    #[case("Mt", "megaton", (1_000_000_000, 1))]
    #[case("GB", "gigabyte", (8_000_000_000, 1))]
    #[case("Mbps", "megabit per second", (1_000_000, 1))]
    #[case("µg", "microgram", (1, 1_000_000_000))]
    #[case("μm", "micrometer", (1, 1_000_000))]
    #[case("psi", "pound per square inch", (8_896_443_230_521, 1_290_320_000))]
    fn symbols(#[case] symbol: &str, #[case] name: &str, #[case] factor: (i64, i64)) {
        let unit = registry().by_symbol(symbol).expect("a unit");
        assert_eq!(
            (&*unit.name, unit.factor.clone()),
            (name, Rational::new(factor.0, factor.1))
        );
    }

    #[rstest]
    #[case("kilometres", "kilometer")]
    #[case("square kilometres", "square kilometer")]
    #[case("cubic metres", "cubic meter")]
    #[case("tonnes", "metric ton")]
    #[case("megatonnes", "megaton")]
    #[case("gigawatt-hours", "gigawatt hour")]
    #[case("gigawatt hours", "gigawatt hour")]
    #[case("per cent", "percent")]
    #[case("percentage points", "percentage point")]
    #[case("degrees Celsius", "degree Celsius")]
    #[case("sq ft", "square foot")]
    #[case("feet", "foot")]
    #[case("centuries", "century")]
    fn words(#[case] word: &str, #[case] name: &str) {
        assert_eq!(registry().by_name(word).expect("a unit").name, name);
    }

    #[test]
    fn every_unit_has_a_positive_factor_and_a_name() {
        for unit in registry().units() {
            assert!(
                unit.factor > Rational::ZERO && !unit.name.is_empty(),
                "{unit:?}"
            );
        }
    }

    /// What the table has is read: each symbol of each row, as a claim states it.
    #[test]
    fn every_symbol_of_every_row_is_read() {
        use crate::number::{Figure, Settings};
        // Symbols that mean something nearer in a figure: a word, a multiple, a sum of money.
        const NEARER: &[&str] = &[
            "d", "′", "″", "pc", "au", "us", "cup", "ct", "B", "b", "T", "M", "AU", "pt", "a",
            "bar", "pct.",
        ];
        let mut read = 0;
        for row in ROWS {
            for symbol in row.symbols.iter().filter(|symbol| !NEARER.contains(symbol)) {
                let text = format!("5 {symbol}");
                let figure = Figure::parse(&text, &Settings::default());
                let figure = figure.unwrap_or_else(|error| panic!("{text}: {error:?}"));
                let unit = registry().by_symbol(symbol).expect("it is in the table");
                assert_eq!(figure.unit.dimension(), &unit.dimension, "{text}");
                assert_eq!(figure.unit.factor(), &unit.factor, "{text}");
                read += 1;
            }
        }
        assert!(read > 100, "{read}");
    }
}
