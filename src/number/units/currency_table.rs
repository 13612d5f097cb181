//! The currencies people write of, as data: ISO 4217's list one, the currencies the euro replaced,
//! and bitcoin.

/// One currency.
pub(super) struct Row {
    /// ISO 4217.
    pub(in crate::number) code: &'static str,
    /// The English singular, with whose money it is.
    pub(in crate::number) name: &'static str,
    /// Further names of it alone, in small letters.
    pub(in crate::number) names: &'static [&'static str],
    /// What is put before an amount when showing one.
    pub(in crate::number) sign: &'static str,
}

const fn row(
    code: &'static str,
    name: &'static str,
    names: &'static [&'static str],
    sign: &'static str,
) -> Row {
    Row {
        code,
        name,
        names,
        sign,
    }
}

/// Sorted by code.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row("AED", "UAE dirham", &["emirati dirham", "united arab emirates dirham"], "AED "),
    row("AFN", "Afghan afghani", &["afghani"], "AFN "),
    row("ALL", "Albanian lek", &["lek"], "ALL "),
    row("AMD", "Armenian dram", &[], "AMD "),
    row("ANG", "Netherlands Antillean guilder", &[], "ANG "),
    row("AOA", "Angolan kwanza", &["kwanza"], "AOA "),
    row("ARS", "Argentine peso", &["argentinian peso"], "ARS "),
    row("ATS", "Austrian schilling", &["schilling"], "ATS "),
    row("AUD", "Australian dollar", &["aussie dollar"], "A$"),
    row("AWG", "Aruban florin", &[], "AWG "),
    row("AZN", "Azerbaijani manat", &[], "AZN "),
    row("BAM", "Bosnian convertible mark", &["convertible mark"], "BAM "),
    row("BBD", "Barbadian dollar", &["barbados dollar"], "BBD "),
    row("BDT", "Bangladeshi taka", &["taka"], "BDT "),
    row("BEF", "Belgian franc", &[], "BEF "),
    row("BGN", "Bulgarian lev", &["bulgarian leva", "leva"], "BGN "),
    row("BHD", "Bahraini dinar", &[], "BHD "),
    row("BIF", "Burundian franc", &[], "BIF "),
    row("BMD", "Bermudian dollar", &["bermuda dollar"], "BMD "),
    row("BND", "Brunei dollar", &[], "BND "),
    row("BOB", "Bolivian boliviano", &["boliviano"], "BOB "),
    row("BRL", "Brazilian real", &["brazilian reais", "reais"], "R$"),
    row("BSD", "Bahamian dollar", &[], "BSD "),
    row("BTC", "bitcoin", &[], "BTC "),
    row("BTN", "Bhutanese ngultrum", &["ngultrum"], "BTN "),
    row("BWP", "Botswana pula", &["pula"], "BWP "),
    row("BYN", "Belarusian rouble", &["belarusian ruble"], "BYN "),
    row("BZD", "Belize dollar", &[], "BZD "),
    row("CAD", "Canadian dollar", &[], "C$"),
    row("CDF", "Congolese franc", &[], "CDF "),
    row("CHF", "Swiss franc", &[], "CHF "),
    row("CLF", "Chilean unit of account", &["unidad de fomento"], "CLF "),
    row("CLP", "Chilean peso", &[], "CLP "),
    row("CNH", "offshore yuan", &[], "CNH "),
    row("CNY", "Chinese yuan", &["yuan", "renminbi", "chinese renminbi", "rmb", "yuan renminbi"], "CN¥"),
    row("COP", "Colombian peso", &[], "COP "),
    row("CRC", "Costa Rican colón", &["costa rican colon"], "CRC "),
    row("CUP", "Cuban peso", &[], "CUP "),
    row("CVE", "Cape Verdean escudo", &[], "CVE "),
    row("CZK", "Czech koruna", &["koruna", "czech crown", "koruny"], "CZK "),
    row("DEM", "German mark", &["deutsche mark", "deutschmark", "deutschemark", "d-mark"], "DEM "),
    row("DJF", "Djiboutian franc", &[], "DJF "),
    row("DKK", "Danish krone", &["danish kroner", "danish crown"], "DKK "),
    row("DOP", "Dominican peso", &[], "DOP "),
    row("DZD", "Algerian dinar", &[], "DZD "),
    row("EGP", "Egyptian pound", &[], "EGP "),
    row("ERN", "Eritrean nakfa", &["nakfa"], "ERN "),
    row("ESP", "Spanish peseta", &["peseta"], "ESP "),
    row("ETB", "Ethiopian birr", &["birr"], "ETB "),
    row("EUR", "euro", &[], "€"),
    row("FIM", "Finnish markka", &["markka", "finnish mark"], "FIM "),
    row("FJD", "Fijian dollar", &["fiji dollar"], "FJD "),
    row("FKP", "Falkland Islands pound", &[], "FKP "),
    row("FRF", "French franc", &[], "FRF "),
    row("GBP", "pound sterling", &["pounds sterling", "sterling", "british pound", "british pound sterling", "uk pound", "english pound", "quid"], "£"),
    row("GEL", "Georgian lari", &["lari"], "GEL "),
    row("GHS", "Ghanaian cedi", &["cedi", "ghana cedi"], "GHS "),
    row("GIP", "Gibraltar pound", &[], "GIP "),
    row("GMD", "Gambian dalasi", &["dalasi"], "GMD "),
    row("GNF", "Guinean franc", &[], "GNF "),
    row("GRD", "Greek drachma", &["drachma"], "GRD "),
    row("GTQ", "Guatemalan quetzal", &["quetzal"], "GTQ "),
    row("GYD", "Guyanese dollar", &["guyana dollar"], "GYD "),
    row("HKD", "Hong Kong dollar", &[], "HK$"),
    row("HNL", "Honduran lempira", &["lempira"], "HNL "),
    row("HTG", "Haitian gourde", &["gourde"], "HTG "),
    row("HUF", "Hungarian forint", &["forint"], "HUF "),
    row("IDR", "Indonesian rupiah", &["rupiah"], "IDR "),
    row("IEP", "Irish pound", &["irish punt"], "IEP "),
    row("ILS", "Israeli shekel", &["shekel", "new israeli shekel", "israeli new shekel", "new shekel", "sheqel"], "₪"),
    row("INR", "Indian rupee", &[], "₹"),
    row("IQD", "Iraqi dinar", &[], "IQD "),
    row("IRR", "Iranian rial", &[], "IRR "),
    row("ISK", "Icelandic króna", &["icelandic krona", "icelandic krónur", "icelandic kronur", "icelandic crown"], "ISK "),
    row("ITL", "Italian lira", &["italian lire"], "ITL "),
    row("JMD", "Jamaican dollar", &[], "JMD "),
    row("JOD", "Jordanian dinar", &[], "JOD "),
    row("JPY", "Japanese yen", &["yen"], "¥"),
    row("KES", "Kenyan shilling", &["kenya shilling"], "KES "),
    row("KGS", "Kyrgyz som", &["kyrgyzstani som"], "KGS "),
    row("KHR", "Cambodian riel", &["riel"], "KHR "),
    row("KMF", "Comorian franc", &[], "KMF "),
    row("KPW", "North Korean won", &[], "KPW "),
    row("KRW", "South Korean won", &["won", "korean won", "south korea won"], "₩"),
    row("KWD", "Kuwaiti dinar", &["kuwait dinar"], "KWD "),
    row("KYD", "Cayman Islands dollar", &[], "KYD "),
    row("KZT", "Kazakhstani tenge", &["tenge", "kazakh tenge"], "KZT "),
    row("LAK", "Lao kip", &["kip", "laotian kip"], "LAK "),
    row("LBP", "Lebanese pound", &["lebanese lira"], "LBP "),
    row("LKR", "Sri Lankan rupee", &["sri lanka rupee"], "LKR "),
    row("LRD", "Liberian dollar", &[], "LRD "),
    row("LSL", "Lesotho loti", &[], "LSL "),
    row("LYD", "Libyan dinar", &[], "LYD "),
    row("MAD", "Moroccan dirham", &[], "MAD "),
    row("MDL", "Moldovan leu", &["moldovan lei"], "MDL "),
    row("MGA", "Malagasy ariary", &["ariary"], "MGA "),
    row("MKD", "Macedonian denar", &["denar"], "MKD "),
    row("MMK", "Myanmar kyat", &["kyat", "burmese kyat"], "MMK "),
    row("MNT", "Mongolian tugrik", &["tugrik", "tögrög", "mongolian tögrög", "tughrik"], "MNT "),
    row("MOP", "Macanese pataca", &["pataca"], "MOP "),
    row("MRU", "Mauritanian ouguiya", &["ouguiya"], "MRU "),
    row("MUR", "Mauritian rupee", &["mauritius rupee"], "MUR "),
    row("MVR", "Maldivian rufiyaa", &["rufiyaa"], "MVR "),
    row("MWK", "Malawian kwacha", &["malawi kwacha"], "MWK "),
    row("MXN", "Mexican peso", &[], "MX$"),
    row("MYR", "Malaysian ringgit", &["ringgit", "malaysia ringgit"], "RM"),
    row("MZN", "Mozambican metical", &["metical", "meticais"], "MZN "),
    row("NAD", "Namibian dollar", &["namibia dollar"], "NAD "),
    row("NGN", "Nigerian naira", &["naira"], "₦"),
    row("NIO", "Nicaraguan córdoba", &["nicaraguan cordoba"], "NIO "),
    row("NLG", "Dutch guilder", &["guilder", "netherlands guilder"], "NLG "),
    row("NOK", "Norwegian krone", &["norwegian kroner", "norwegian crown"], "NOK "),
    row("NPR", "Nepalese rupee", &["nepali rupee"], "NPR "),
    row("NZD", "New Zealand dollar", &["kiwi dollar"], "NZ$"),
    row("OMR", "Omani rial", &["oman rial"], "OMR "),
    row("PAB", "Panamanian balboa", &["balboa"], "PAB "),
    row("PEN", "Peruvian sol", &["peruvian soles", "nuevo sol", "nuevos soles"], "PEN "),
    row("PGK", "Papua New Guinean kina", &["kina"], "PGK "),
    row("PHP", "Philippine peso", &["filipino peso"], "₱"),
    row("PKR", "Pakistani rupee", &["pakistan rupee"], "PKR "),
    row("PLN", "Polish zloty", &["zloty", "złoty", "polish złoty", "zlotych", "złotych"], "PLN "),
    row("PTE", "Portuguese escudo", &[], "PTE "),
    row("PYG", "Paraguayan guarani", &["guarani", "guaraní"], "PYG "),
    row("QAR", "Qatari riyal", &["qatari rial", "qatar riyal"], "QAR "),
    row("RON", "Romanian leu", &["romanian lei"], "RON "),
    row("RSD", "Serbian dinar", &[], "RSD "),
    row("RUB", "Russian rouble", &["rouble", "ruble", "russian ruble", "rub"], "₽"),
    row("RWF", "Rwandan franc", &[], "RWF "),
    row("SAR", "Saudi riyal", &["saudi arabian riyal", "saudi rial", "saudiriyal"], "SAR "),
    row("SBD", "Solomon Islands dollar", &[], "SBD "),
    row("SCR", "Seychellois rupee", &["seychelles rupee"], "SCR "),
    row("SDG", "Sudanese pound", &[], "SDG "),
    row("SEK", "Swedish krona", &["swedish kronor", "swedish crown"], "SEK "),
    row("SGD", "Singapore dollar", &["singaporean dollar"], "S$"),
    row("SHP", "Saint Helena pound", &["st helena pound"], "SHP "),
    row("SLE", "Sierra Leonean leone", &["leone"], "SLE "),
    row("SOS", "Somali shilling", &[], "SOS "),
    row("SRD", "Surinamese dollar", &["suriname dollar"], "SRD "),
    row("SSP", "South Sudanese pound", &[], "SSP "),
    row("STN", "São Tomé dobra", &["dobra"], "STN "),
    row("SVC", "Salvadoran colón", &["salvadoran colon"], "SVC "),
    row("SYP", "Syrian pound", &[], "SYP "),
    row("SZL", "Swazi lilangeni", &["lilangeni", "emalangeni"], "SZL "),
    row("THB", "Thai baht", &["baht"], "฿"),
    row("TJS", "Tajikistani somoni", &["somoni"], "TJS "),
    row("TMT", "Turkmen manat", &["turkmenistani manat"], "TMT "),
    row("TND", "Tunisian dinar", &[], "TND "),
    row("TOP", "Tongan paʻanga", &[], "TOP "),
    row("TRY", "Turkish lira", &["turkish lire"], "₺"),
    row("TTD", "Trinidad and Tobago dollar", &["trinidadian dollar"], "TTD "),
    row("TWD", "New Taiwan dollar", &["taiwan dollar", "taiwanese dollar"], "NT$"),
    row("TZS", "Tanzanian shilling", &["tanzania shilling"], "TZS "),
    row("UAH", "Ukrainian hryvnia", &["hryvnia", "hryvnya", "hryvnias", "ukrainian hryvnya"], "₴"),
    row("UGX", "Ugandan shilling", &["uganda shilling"], "UGX "),
    row("USD", "US dollar", &["u.s. dollar", "united states dollar", "american dollar", "greenback", "buck", "usd"], "US$"),
    row("UYU", "Uruguayan peso", &["uruguay peso"], "UYU "),
    row("UZS", "Uzbek som", &["uzbekistani som", "uzbek sum"], "UZS "),
    row("VES", "Venezuelan bolívar", &["bolivar", "bolívar", "bolivares", "bolívares", "venezuelan bolivar"], "VES "),
    row("VND", "Vietnamese dong", &["dong", "vietnam dong", "đồng"], "₫"),
    row("VUV", "Vanuatu vatu", &["vatu"], "VUV "),
    row("WST", "Samoan tala", &["tala"], "WST "),
    row("XAF", "Central African CFA franc", &[], "XAF "),
    row("XAG", "ounce of silver", &[], "XAG "),
    row("XAU", "ounce of gold", &[], "XAU "),
    row("XCD", "East Caribbean dollar", &["eastern caribbean dollar"], "XCD "),
    row("XCG", "Caribbean guilder", &[], "XCG "),
    row("XDR", "special drawing right", &[], "XDR "),
    row("XOF", "West African CFA franc", &["cfa franc"], "XOF "),
    row("XPF", "CFP franc", &[], "XPF "),
    row("YER", "Yemeni rial", &[], "YER "),
    row("ZAR", "South African rand", &["rand"], "ZAR "),
    row("ZMW", "Zambian kwacha", &["kwacha"], "ZMW "),
    row("ZWG", "Zimbabwe gold", &[], "ZWG "),
    row("ZWL", "Zimbabwean dollar", &["zimbabwe dollar"], "ZWL "),
];

/// Words that name several currencies, each with the currencies, the likeliest first. The pound is not here:
/// it is a weight too, and the grammar decides.
#[rustfmt::skip]
pub(super) const SHARED: &[(&[&str], &[&str])] = &[
    (&["dollar"], DOLLARS),
    (&["rupee"], &["INR", "PKR", "LKR", "NPR", "MUR", "SCR"]),
    (&["peso"], &["MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP", "CUP"]),
    (&["franc"], &["CHF", "FRF", "BEF", "XAF", "XOF", "XPF", "CDF", "RWF", "GNF", "BIF", "DJF", "KMF"]),
    (&["dinar"], &["KWD", "IQD", "JOD", "BHD", "RSD", "DZD", "TND", "LYD"]),
    (&["riyal"], &["SAR", "QAR", "OMR", "YER"]),
    (&["rial"], &["IRR", "OMR", "YER", "SAR", "QAR"]),
    (&["krone", "kroner"], &["DKK", "NOK"]),
    (&["krona", "kronor", "króna", "krónur"], &["SEK", "ISK"]),
    (&["dirham"], &["AED", "MAD"]),
    (&["lira", "lire"], &["TRY", "ITL", "LBP", "SYP"]),
    (&["shilling"], &["KES", "UGX", "TZS", "SOS"]),
    (&["manat"], &["AZN", "TMT"]),
    (&["colón", "colones"], &["CRC", "SVC"]),
    (&["escudo"], &["PTE", "CVE"]),
];

/// The currencies a bare `pound` can name, as money.
pub(in crate::number) const POUNDS: &[&str] = &[
    "GBP", "EGP", "LBP", "SYP", "SDG", "SSP", "IEP", "GIP", "FKP", "SHP",
];

const DOLLARS: &[&str] = &[
    "USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "BBD", "BMD", "BND", "BSD", "BZD", "FJD",
    "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD", "ZWL",
];

/// Signs that name one currency.
#[rustfmt::skip]
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"), ("U.S.$", "USD"), ("US $", "USD"), ("U.S. $", "USD"), ("$US", "USD"), ("USD$", "USD"), ("USD $", "USD"),
    ("A$", "AUD"), ("AU$", "AUD"), ("AUD$", "AUD"), ("$A", "AUD"), ("Au$", "AUD"),
    ("C$", "CAD"), ("CA$", "CAD"), ("Can$", "CAD"), ("CAD$", "CAD"), ("CDN$", "CAD"), ("Cdn$", "CAD"),
    ("NZ$", "NZD"), ("$NZ", "NZD"), ("HK$", "HKD"), ("$HK", "HKD"), ("$C", "CAD"), ("$S", "SGD"), ("S$", "SGD"), ("SG$", "SGD"), ("NT$", "TWD"), ("R$", "BRL"), ("MX$", "MXN"),
    ("Mex$", "MXN"), ("J$", "JMD"), ("TT$", "TTD"), ("EC$", "XCD"), ("Z$", "ZWL"), ("FJ$", "FJD"), ("AR$", "ARS"),
    ("€", "EUR"), ("₽", "RUB"), ("₩", "KRW"), ("￦", "KRW"), ("₺", "TRY"), ("₴", "UAH"), ("₫", "VND"), ("₪", "ILS"),
    ("฿", "THB"), ("₦", "NGN"), ("₱", "PHP"), ("₸", "KZT"), ("₼", "AZN"), ("₾", "GEL"), ("₮", "MNT"), ("₡", "CRC"),
    ("₵", "GHS"), ("৳", "BDT"), ("₲", "PYG"), ("៛", "KHR"), ("₭", "LAK"), ("֏", "AMD"), ("₿", "BTC"), ("₣", "FRF"),
    ("zł", "PLN"), ("CN¥", "CNY"), ("RMB", "CNY"), ("RMB¥", "CNY"), ("RMB ¥", "CNY"), ("JP¥", "JPY"), ("元", "CNY"),
    ("円", "JPY"), ("E£", "EGP"), ("LE", "EGP"), ("RM", "MYR"), ("Rp", "IDR"), ("Fr.", "CHF"), ("SFr.", "CHF"), ("SFr", "CHF"),
    ("KSh", "KES"), ("USh", "UGX"), ("TSh", "TZS"), ("DM", "DEM"), ("Ft", "HUF"), ("Kč", "CZK"), ("лв", "BGN"), ("руб", "RUB"),
    ("GB£", "GBP"), ("UK£", "GBP"), ("Tk", "BDT"), ("₨", "INR"),
];

/// Signs that name several, the likeliest first.
pub(super) const SHARED_SIGNS: &[(&str, &[&str])] = &[
    ("$", DOLLARS),
    ("＄", DOLLARS),
    ("£", POUNDS),
    ("￡", POUNDS),
    ("¥", &["JPY", "CNY"]),
    ("￥", &["JPY", "CNY"]),
    ("₹", &["INR"]),
    ("Rs.", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("Rs", &["INR", "PKR", "LKR", "NPR", "MUR"]),
    ("kr", &["SEK", "DKK", "NOK", "ISK"]),
];

/// A part of a currency's main unit.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::number) struct Minor {
    /// The English singular.
    pub(in crate::number) name: &'static str,
    pub(in crate::number) plural: &'static str,
    /// How it is written, in small letters.
    pub(in crate::number) forms: &'static [&'static str],
    /// How many make the main unit.
    pub(in crate::number) per_main: i64,
    /// Whose it may be, the likeliest first.
    pub(super) codes: &'static [&'static str],
}

const fn minor(
    name: &'static str,
    plural: &'static str,
    forms: &'static [&'static str],
    per_main: i64,
    codes: &'static [&'static str],
) -> Minor {
    Minor {
        name,
        plural,
        forms,
        per_main,
        codes,
    }
}

/// Cents and their like.
#[rustfmt::skip]
pub(super) const MINORS: &[Minor] = &[
    minor("cent", "cents", &["cent", "cents", "us cent", "us cents", "eurocent", "eurocents", "euro cent", "euro cents"], 100,
          &["USD", "EUR", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "ZAR", "KES", "LKR", "JMD", "TTD", "XCD", "BBD"]),
    minor("penny", "pence", &["pence", "penny", "pennies"], 100, &["GBP", "GIP", "FKP", "SHP", "IEP"]),
    minor("paisa", "paise", &["paisa", "paise"], 100, &["INR", "PKR", "NPR"]),
    minor("kopeck", "kopecks", &["kopeck", "kopecks", "kopek", "kopeks"], 100, &["RUB", "UAH", "BYN"]),
    minor("sen", "sen", &["sen"], 100, &["MYR", "IDR", "JPY"]),
    minor("fen", "fen", &["fen"], 100, &["CNY"]),
    minor("jiao", "jiao", &["jiao"], 10, &["CNY"]),
    minor("centavo", "centavos", &["centavo", "centavos"], 100, &["MXN", "BRL", "ARS", "CLP", "COP", "PHP"]),
    minor("centime", "centimes", &["centime", "centimes"], 100, &["CHF", "FRF", "XOF", "XAF"]),
    minor("rappen", "rappen", &["rappen"], 100, &["CHF"]),
    minor("grosz", "groszy", &["grosz", "groszy"], 100, &["PLN"]),
    minor("pfennig", "pfennigs", &["pfennig", "pfennigs"], 100, &["DEM"]),
    minor("piastre", "piastres", &["piastre", "piastres", "piaster", "piasters"], 100, &["EGP", "SYP", "LBP"]),
    minor("satoshi", "satoshis", &["satoshi", "satoshis"], 100_000_000, &["BTC"]),
    minor("dime", "dimes", &["dime", "dimes"], 10, &["USD", "CAD"]),
];

/// The plural of a currency's name, in small letters.
pub(in crate::number) fn plural(name: &str) -> String {
    let name = name.to_lowercase();
    if let Some(stem) = name.strip_suffix(" sterling") {
        return format!("{stem}s sterling");
    }
    format!("{name}s")
}
