using Funding.Domain.Cpts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>Registration, changes and the letter of intent (R1, R2).</summary>
internal static class RegistrationForms
{
    private static readonly Input[] Details =
    [
        new CodesInput("communes", "Communes du territoire") { Help = "Codes INSEE, séparés par des espaces ou un par ligne. La population est celle des communes." },
        new NumberInput("population", "Population") { Help = "Habitants ; seulement si aucune commune n’est donnée." },
        new TextInput("profile", "Profil du territoire", 200) { Help = "Par exemple : rural." },
        new TextInput("siret", "SIRET", 50) { Help = "14 chiffres." },
        new TextInput("rna", "Numéro RNA", 50) { Help = "W et neuf chiffres." },
        new TextInput("contact", "Contact", 500) { Help = "Conservé sous scellé." },
    ];

    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("cpts", "Enregistrer une lettre d’intention", "R1")
        {
            Lead = "La CPTS entre en phase de préprojet. Sa région ne changera plus.",
            Inputs =
            [
                new TextInput("name", "Nom de la CPTS", 200) { IsRequired = true },
                new ChoiceInput("regionCode", "Région", Options.Regions) { IsRequired = true },
                new ChoiceInput("departmentCode", "Département", Options.Departments) { IsRequired = true },
                .. Details,
            ],
            Defaults = it => [("regionCode", it.RegionCode)],
        },
        new("cpts/{id}/changes", "Modifier la fiche", "R1")
        {
            Lead = "Ne remplissez que ce qui change : ce qui reste vide reste comme il est. La modification vaut à partir de la date de l’acte.",
            Inputs = [new TextInput("name", "Nouveau nom", 200), new ChoiceInput("departmentCode", "Département", Options.Departments), .. Details],
        },
        new("cpts/{id}/letter-of-intent/acceptance", "Accepter la lettre d’intention", "R2")
        {
            Lead = "La phase projet commence : une subvention FIR peut être attribuée.",
            IsTimely = it => it.Dossier.Phase is Intention,
        },
        new("cpts/{id}/letter-of-intent/refusal", "Refuser la lettre d’intention", "R2")
        {
            Lead = "Le dossier est clos.",
            IsTimely = it => it.Dossier.Phase is Intention,
        },
    ];
}
