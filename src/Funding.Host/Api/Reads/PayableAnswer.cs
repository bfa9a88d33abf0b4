using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>A sum behind a forecast as the API tells it; what is committed opens into its entries.</summary>
internal static class PayableAnswer
{
    public static object Of(DossierPayable it, Links links) => new
    {
        CptsId = it.Outlook.Id, CptsName = it.Outlook.Name, it.Payable.CommitmentId, it.Payable.Instalment, it.Payable.DueOn, it.Payable.Source, it.Payable.Amount, it.Payable.Certainty,
        AwaitsAssessment = it.Payable.AwaitsAssessment ? true : (bool?)null,
        Provenance = it.Payable.Certainty == PayableCertainty.Committed ? links.Entries(Openings.OfInstalment(it.Outlook.Id, it.Payable.CommitmentId, it.Payable.Instalment)) : null,
        Synthetic = it.Outlook.Synthetic ? true : (bool?)null,
    };
}
