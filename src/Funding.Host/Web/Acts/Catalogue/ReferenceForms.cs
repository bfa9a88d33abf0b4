using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Naming;
using Funding.Host.Presentation;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Acts.Catalogue;

/// <summary>FIR envelopes and ACI tariffs (R4, R16).</summary>
internal static class ReferenceForms
{
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new("fir-envelopes", "Notifier une enveloppe FIR", "R4")
        {
            Lead = "Une notification initiale par région et exercice, puis autant de compléments qu’il en vient.",
            Inputs =
            [
                new ChoiceInput("regionCode", "Région", Options.Regions) { IsRequired = true }, new NumberInput("year", "Exercice") { IsRequired = true },
                new ChoiceInput("kind", "Nature", _ => Options.Of<NotificationKind>(it => it == NotificationKind.Initial ? "Notification initiale" : "Complément")) { IsRequired = true },
                new MoneyInput("total", "Total") { IsRequired = true }, new MoneyInput("fungible", "Part fongible") { IsRequired = true },
                new MoneyInput("ringFenced", "Part non fongible") { Help = "Vide : la différence entre le total et la part fongible." },
                new MoneyInput("prevention", "Dont prévention, dans la part fongible"), new MoneyInput("medicoSocial", "Dont médico-social, dans la part fongible"),
                CommonInputs.Key("Référence de la notification", "Unique dans l’enveloppe : arrêté, circulaire."),
            ],
            HasOwnReference = true,
            Defaults = it => [("year", Options.Text(it.Today.Year)), ("kind", Slug.Of(NotificationKind.Initial))],
        },
        new("fir-envelopes/{region}/{year}/cpts-share", "Fixer la part réservée aux CPTS", "R4")
        {
            Lead = "Ce que les subventions aux CPTS peuvent prendre sur l’enveloppe : au plus ce qui est libre, au moins ce qui est déjà engagé.",
            Inputs = [new MoneyInput("amount", "Part réservée aux CPTS") { IsRequired = true }, CommonInputs.Key("Référence de la décision", "Unique dans l’enveloppe.")],
            HasOwnReference = true,
        },
        new("aci-tariffs/{tariff}/cells", "Renseigner un montant du barème", "R16")
        {
            Lead = "Le montant vaut à partir de la date de l’acte ; ce qui était saisi avant reste dans l’historique.",
            Inputs =
            [
                new GroupInput("cell", "Ligne du barème",
                [
                    new NumberedChoiceInput("class", "Taille", it => it.Tariff?.Tariff.Facts.SizeClasses.Select(size => new Option(Options.Text(size.Class), $"Taille {size.Class}")) ?? []) { IsRequired = true },
                    new ChoiceInput("item", "Ligne", _ => Enum.GetValues<TariffItem>().Select(item => new Option(Slug.Of(item), TariffLabels.LineOf(new TariffCell(1, item))))) { IsRequired = true },
                    new ChoiceInput("part", "Part", _ => Options.Of<MissionPart>(Labels.Of)) { Help = "Pour une mission seulement." },
                ]),
                new MoneyInput("amount", "Montant, par année de contrat") { IsRequired = true },
                new TextInput("reference", "Texte qui le fixe", 200) { IsRequired = true, Help = "Par exemple : arrêté du 21 août 2019, annexe 2." },
            ],
            HasOwnReference = true,
        },
    ];
}
