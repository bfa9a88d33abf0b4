using Funding.Domain.Cpts;
using Funding.Host.Exporting.Pdf;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Dossiers;

/// <summary>A contract on paper: its dates, the terms that hold and the missions.</summary>
internal static class DossierContracts
{
    private static readonly PdfColumn[] Columns = [new("Poste", 211), new("Part fixe par an", 80, IsFigure: true), new("Part variable par an, au plus", 90, IsFigure: true), new("Commencée le", 65), new("Déployée le", 64)];

    public static void Write(PdfFlow flow, Contract contract, Dossier dossier, DossierPaper paper)
    {
        var agreed = contract.Terms.Latest;
        var starts = dossier.Contracts.StartsOf(contract);
        flow.Heading($"Contrat ACI {contract.Number}");
        flow.Paragraph(
            $"Signé le {French.InWords(contract.SignedOn)}{(contract.Signed.Reference is { } reference ? $", référence {reference}" : "")} (événement n° {paper.PositionOf(contract.Signed)}). "
            + $"Il court du {French.InWords(contract.StartsOn)} au {French.InWords(contract.Over.AddDays(-1))}. Conditions du tour {agreed.Round}, barème {agreed.Terms.Tariff}, en vigueur depuis le {French.InWords(contract.Terms.Changes[^1].Since)}.");
        flow.Table(Columns,
        [
            ["Fonctionnement", French.Of(agreed.Terms.Functioning), "", "", ""],
            .. agreed.Terms.Missions.Select(it => (string[])
            [
                $"Mission « {Labels.Of(it.Mission)} »", French.Of(it.Fixed), French.Of(it.Variable),
                starts.TryGetValue(it.Mission, out var started) ? French.Of(started) : "pas encore",
                contract.Deployments.GetValueOrDefault(it.Mission) is { } deployed ? French.Of(deployed.EffectiveDate) : "pas encore",
            ]),
        ]);
    }
}
