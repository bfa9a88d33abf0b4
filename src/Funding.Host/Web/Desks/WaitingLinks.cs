using System.Globalization;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Catalogue;

namespace Funding.Host.Web.Desks;

/// <summary>Where what waits is done.</summary>
internal static class WaitingLinks
{
    /// <summary>
    /// The form of the act, filled in as far as the record tells. Where several acts would answer (accept or refuse, validate or oppose,
    /// amend or renew) it is the dossier, which offers them: no link takes the decision.
    /// </summary>
    public static string Of(WaitingItem item)
    {
        var (id, act) = (("id", item.Outlook.Id.ToString()), item.Act);
        return act.Kind switch
        {
            WaitingKind.Letter or WaitingKind.ProjectToAnswer => OnDossier(item, "actes"),
            WaitingKind.Signature when item.Outlook.Phase is not Negotiating => OnDossier(item, "actes"),
            WaitingKind.ProjectToSubmit => Form("cpts/{id}/health-project", [id]),
            WaitingKind.Negotiation => Form("cpts/{id}/aci/negotiation", [id]),
            WaitingKind.Proposal or WaitingKind.Renewal => Form("cpts/{id}/aci/proposals", [id]),
            WaitingKind.Approval => Form("cpts/{id}/aci/proposals/{round}/approvals", [id, ("round", Number(act.Round))]),
            WaitingKind.Signature => Form("cpts/{id}/aci/contracts", [id]),
            WaitingKind.MissionStart => Form("cpts/{id}/aci/contracts/{n}/missions/{mission}/start", [id, ("n", Number(act.Contract)), ("mission", Slug.Of(act.Mission!.Value))]),
            WaitingKind.MissionDeployment => Form("cpts/{id}/aci/contracts/{n}/missions/{mission}/deployment", [id, ("n", Number(act.Contract)), ("mission", Slug.Of(act.Mission!.Value))]),
            WaitingKind.Assessment => Form("cpts/{id}/aci/contracts/{n}/years/{y}/assessment", [id, ("n", Number(act.Contract)), ("y", Number(act.Year))]),
            WaitingKind.Certification or WaitingKind.Recertification => OfInstalment("cpts/{id}/commitments/{commitmentId}/certifications"),
            WaitingKind.Payment => OfInstalment("cpts/{id}/commitments/{commitmentId}/payments"),
            WaitingKind.Receipt => Form("cpts/{id}/commitments/{commitmentId}/recoveries/{recoveryId}/receipts", [id, ("commitmentId", act.CommitmentId!), ("recoveryId", act.RecoveryId!)]),
            _ => OnDossier(item, "contenu"),
        };

        string OfInstalment(string pattern)
            => Links.To(Form(pattern, [id, ("commitmentId", act.CommitmentId!)]), null, ("instalment", Number(act.Instalment)), ("amount", Amounts.Field(act.Amount!.Value)));
    }

    /// <summary>A part of the dossier.</summary>
    public static string OnDossier(WaitingItem item, string anchor) => $"{Links.ToDossier(item.Outlook.Id, null)}#{anchor}";

    /// <summary>The whole list of a kind.</summary>
    public static string All(WaitingKind kind) => $"/bureau/{Slug.Of(kind)}";

    private static string Form(string pattern, (string, string)[] path) => ActForms.Of(pattern).Address(path);

    private static string Number(int? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
}
