using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Api.Reads;

/// <summary>A round of proposals as the API tells it.</summary>
internal static class ProposalAnswer
{
    public static object Of(Round it, Dossier dossier) => new
    {
        it.Proposal.Round,
        it.Proposal.By,
        ProposedOn = it.Proposal.EffectiveDate,
        it.Proposal.Reference,
        Status = dossier.StatusOf(it),
        it.Proposal.Terms,
        Total = it.Proposal.Terms.Total,
        it.Proposal.Basis,
        Approvals = it.Approvals.Values.Select(approval => new { approval.By, On = approval.EffectiveDate }),
        it.Missing,
    };

    /// <summary>Two rounds line by line: what each says, and the difference.</summary>
    public static object Compare(Round first, Round second) => new
    {
        First = first.Proposal.Round,
        Second = second.Proposal.Round,
        Tariff = new { First = first.Proposal.Terms.Tariff, Second = second.Proposal.Terms.Tariff },
        Lines = TermsComparison.Of(first.Proposal.Terms, second.Proposal.Terms),
        Total = new { First = first.Proposal.Terms.Total, Second = second.Proposal.Terms.Total, Difference = second.Proposal.Terms.Total - first.Proposal.Terms.Total },
    };
}
