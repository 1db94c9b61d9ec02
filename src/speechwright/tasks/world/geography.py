"""Capitals, continents and languages of countries."""

from __future__ import annotations

from speechwright.tasks.wordings import Wordings
from speechwright.tasks.world.atlas import CAPITALS, CONTINENTS, LANGUAGES
from speechwright.tasks.world.closed import closed_fact

CAPITAL_OF = closed_fact(
    "capital_of",
    Wordings(
        train=(
            "what is the capital of {country}?",
            "which city is the capital of {country}?",
            "tell me the capital of {country}.",
            "name the capital of {country}.",
            "do you know the capital of {country}?",
            "what city is the capital of {country}?",
            "what is the name of the capital of {country}?",
            "{country} has which capital?",
            "i need the capital of {country}.",
            "the capital of {country}, please.",
        ),
        test=(
            "please tell me the capital of {country}.",
            "can you name the capital of {country}?",
            "what is the capital city of {country}?",
        ),
    ),
    "country",
    CAPITALS,
    "the capital of {country} is {value}.",
)
COUNTRY_OF = closed_fact(
    "country_of",
    Wordings(
        train=(
            "which country is {city} in?",
            "what country is {city} in?",
            "in which country is {city}?",
            "where is {city}?",
            "tell me where {city} is.",
            "{city} is the capital of which country?",
            "{city} is the capital of what country?",
            "which country has the capital {city}?",
            "do you know where {city} is?",
            "tell me the country that {city} is in.",
        ),
        test=(
            "please tell me where {city} is.",
            "in what country is {city}?",
            "what country has the capital {city}?",
        ),
    ),
    "city",
    {city: country for country, city in CAPITALS.items()},
    "{city} is in {value}.",
)
CONTINENT_OF = closed_fact(
    "continent_of",
    Wordings(
        train=(
            "which continent is {country} in?",
            "what continent is {country} in?",
            "in which continent is {country}?",
            "on which continent is {country}?",
            "tell me the continent of {country}.",
            "name the continent of {country}.",
            "{country} is on which continent?",
            "{country} is in which continent?",
            "do you know the continent of {country}?",
        ),
        test=(
            "please name the continent of {country}.",
            "in what continent is {country}?",
            "{country} is in what continent?",
        ),
    ),
    "country",
    CONTINENTS,
    "{country} is in {value}.",
)
LANGUAGE_OF = closed_fact(
    "language_of",
    Wordings(
        train=(
            "what language do people speak in {country}?",
            "which language do people speak in {country}?",
            "what is the language of {country}?",
            "which language is spoken in {country}?",
            "what do they speak in {country}?",
            "tell me the language of {country}.",
            "name the language of {country}.",
            "do you know the language of {country}?",
            "people in {country} speak which language?",
        ),
        test=(
            "what language is spoken in {country}?",
            "which language do they speak in {country}?",
            "please tell me the language of {country}.",
        ),
    ),
    "country",
    LANGUAGES,
    "people in {country} speak {value}.",
)
