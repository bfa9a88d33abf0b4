using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Exporting.Pdf;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Dossiers;

/// <summary>The commitments on paper, each with its decision, its instalments, and the events that its figures come from.</summary>
internal static class DossierCommitments
{
    private static readonly PdfColumn[] Columns =
    [
        new("Éch.", 28, IsFigure: true), new("Nature", 44), new("Prévue le", 52), new("Montant", 66, IsFigure: true), new("Certifié", 66, IsFigure: true), new("Payé", 66, IsFigure: true), new("Prescrit", 54, IsFigure: true),
        new("Reste", 66, IsFigure: true), new("Événements", 68),
    ];

    private static readonly PdfColumn[] RecoveryColumns =
        [new("Titre de recette", 110), new("Ordonné le", 56), new("Ordonné", 70, IsFigure: true), new("Recouvré", 70, IsFigure: true), new("Remis", 70, IsFigure: true), new("Reste dû", 70, IsFigure: true), new("Événements", 64)];

    public static void Write(PdfFlow flow, Dossier dossier, DossierPaper paper, RuleSettings rules)
    {
        if (dossier.Commitments.Count == 0) return;
        flow.Heading("Les engagements et leurs échéances");
        foreach (var it in dossier.Commitments.Values.OrderBy(it => it.Award.EffectiveDate).ThenBy(it => it.Ref.Id, StringComparer.Ordinal)) One(flow, it, paper, rules);
    }

    private static void One(PdfFlow flow, Commitment it, DossierPaper paper, RuleSettings rules)
    {
        flow.Heading($"{CommitmentNames.Of(it)} — {French.Of(it.Committed)}", 9.5);
        flow.Paragraph(Basis(it, paper, rules), 8, grey: 0.25);
        flow.Table(Columns, it.Instalments.Select(part => (IReadOnlyList<string>)
        [
            part.Number.ToString(CultureInfo.InvariantCulture), Labels.Of(part.Kind), French.Of(part.DueOn), French.Of(part.Amount), French.Of(part.Certified), French.Of(part.Paid), French.Of(part.Barred),
            French.Of(part.Outstanding), paper.EventsOf(it.Ref.Id, part.Number),
        ]));
        if (it.Recoveries.Count > 0)
            flow.Table(RecoveryColumns, it.Recoveries.Values.OrderBy(recovery => recovery.Event.EffectiveDate).Select(recovery => (IReadOnlyList<string>)
            [
                recovery.Event.RecoveryId, French.Of(recovery.Event.EffectiveDate), French.Of(recovery.Ordered), French.Of(recovery.Received), French.Of(recovery.Waived), French.Of(recovery.Due),
                paper.EventsOf(it.Ref.Id, null),
            ]));
    }

    /// <summary>The decision, the convention, how the amount comes about, and until when it can be paid.</summary>
    private static string Basis(Commitment it, DossierPaper paper, RuleSettings rules)
    {
        var sentences = new List<string>
        {
            $"{Labels.Of(it.Ref.Source)}, exercice {it.Ref.BudgetYear.ToString(CultureInfo.InvariantCulture)}, engagement {it.Ref.Id}.",
            $"Décidé le {French.InWords(it.Award.EffectiveDate)}{(it.Award.Reference is { } reference ? $", référence {reference}" : "")} (événement n° {paper.PositionOf(it.Award)}).",
        };
        if (it.Convention is { } convention) sentences.Add($"Convention {convention.Reference} signée le {French.InWords(convention.SignedOn)}.");
        if ((it.Award as AciOneOffGranted)?.LegalReference is { } text) sentences.Add($"Fondement : {text}.");
        if (it.Line is { } line) sentences.Add(CalculationSentences.Of(line, it.Planned));
        if (it.BarredFrom(rules) is { } bar && it.Outstanding.IsPositive) sentences.Add($"Ce qui n’est pas payé sera prescrit le {French.InWords(bar)}.");
        return string.Join(' ', sentences);
    }
}
