"""Countries: capital, continent, language. A "-" stands where there is no single answer, or one eSpeak says badly."""

_ROWS = """
france|paris|europe|french
germany|berlin|europe|german
spain|madrid|europe|spanish
portugal|lisbon|europe|portuguese
italy|rome|europe|italian
england|london|europe|english
scotland|edinburgh|europe|english
ireland|dublin|europe|english
belgium|brussels|europe|-
the netherlands|amsterdam|europe|dutch
austria|vienna|europe|german
denmark|copenhagen|europe|danish
sweden|stockholm|europe|swedish
norway|oslo|europe|norwegian
finland|helsinki|europe|finnish
iceland|reykjavik|europe|icelandic
poland|warsaw|europe|-
hungary|budapest|europe|hungarian
romania|bucharest|europe|romanian
bulgaria|sofia|europe|bulgarian
greece|athens|europe|greek
croatia|zagreb|europe|croatian
serbia|belgrade|europe|serbian
albania|tirana|europe|albanian
estonia|tallinn|europe|estonian
latvia|riga|europe|latvian
lithuania|vilnius|europe|lithuanian
ukraine|kyiv|europe|ukrainian
russia|moscow|-|russian
turkey|ankara|-|turkish
egypt|cairo|africa|arabic
morocco|rabat|africa|arabic
algeria|algiers|africa|arabic
tunisia|tunis|africa|arabic
libya|tripoli|africa|arabic
sudan|khartoum|africa|arabic
kenya|nairobi|africa|swahili
uganda|kampala|africa|-
ghana|accra|africa|english
nigeria|abuja|africa|english
senegal|dakar|africa|french
angola|luanda|africa|portuguese
zambia|lusaka|africa|-
zimbabwe|harare|africa|-
namibia|windhoek|africa|-
rwanda|kigali|africa|-
somalia|mogadishu|africa|somali
china|beijing|asia|chinese
japan|tokyo|asia|japanese
india|new delhi|asia|-
nepal|kathmandu|asia|nepali
pakistan|islamabad|asia|urdu
iran|tehran|asia|persian
iraq|baghdad|asia|arabic
lebanon|beirut|asia|arabic
thailand|bangkok|asia|thai
vietnam|hanoi|asia|vietnamese
malaysia|kuala lumpur|asia|malay
indonesia|jakarta|asia|indonesian
the philippines|manila|asia|-
canada|ottawa|north america|-
the united states|washington|north america|english
cuba|havana|north america|spanish
jamaica|kingston|north america|english
nicaragua|managua|north america|spanish
brazil|brasilia|south america|portuguese
argentina|buenos aires|south america|spanish
chile|santiago|south america|spanish
peru|lima|south america|spanish
colombia|bogota|south america|spanish
venezuela|caracas|south america|spanish
ecuador|quito|south america|spanish
uruguay|montevideo|south america|spanish
australia|canberra|-|english
new zealand|wellington|-|english
"""
_TABLE = [row.split("|") for row in _ROWS.split("\n") if row]


def _column(index: int) -> dict[str, str]:
    return {row[0]: row[index] for row in _TABLE if row[index] != "-"}


CAPITALS = _column(1)
CONTINENTS = _column(2)
LANGUAGES = _column(3)
