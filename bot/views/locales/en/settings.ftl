## How a person wants pictures.

settings =
    ⚙️ <b>Settings</b>
    How pictures look that I send you here, those of alerts too:
    🎨 Colours: <b>{ $theme }</b>
    🕒 Clock: <b>{ $zone }</b>
    🔢 Numbers: <b>{ $example }</b> · { $language }
theme-dark = dark
theme-light = light
theme-colour-blind = colour-blind
numbers-followed = { $language }, as in your Telegram
numbers-automatic = as in my Telegram
button-zones = 🕒 Time zone
button-languages = 🔢 Numbers
button-see-it = 📊 See it on a heatmap

settings-said-theme = ✅ { $theme ->
    [light] Pictures will be light from now on.
    [colour-blind] Pictures will be dark from now on, in blue and orange instead of green and red.
   *[dark] Pictures will be dark from now on.
    }
settings-said-zone = ✅ Pictures will show this clock from now on: { $zone }.
settings-said-numbers = ✅ { $followed ->
    [True] Numbers in pictures will follow your Telegram from now on, so { $example }.
   *[False] Numbers in pictures will look like { $example } from now on.
    }

zones-regions =
    🕒 <b>Time zone</b>
    Whose clock shall pictures show? Times in the text of a message are those of your phone anyway.
zones-cities =
    🕒 <b>{ $region }</b>
    Which city keeps your time? The figure is its distance from UTC today, in hours.
region-africa = Africa, Middle East
region-americas = Americas
region-asia = Asia
region-europe = Europe
region-pacific = Australia, Pacific
button-zone = { $city } { $ahead }
button-type-zone = ✏️ Type it
type-zone = Type a city such as <code>Lisbon</code>, a zone such as <code>Europe/Lisbon</code>, or <code>UTC+3</code>. /cancel forgets it.

numbers-languages =
    🔢 <b>Numbers in pictures</b>
    Which language's marks and months? Words in pictures are English.
button-numbers = { $language } · { $example }
