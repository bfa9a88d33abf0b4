using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>What is to come on a dossier, and the agreements that it comes from.</summary>
/// <param name="Id">The CPTS.</param>
/// <param name="Name">Its name.</param>
/// <param name="RegionCode">INSEE code.</param>
/// <param name="DepartmentCode">INSEE code.</param>
/// <param name="Synthetic">Made up for demonstration.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Waiting">What waits for somebody, what is asked later included; earliest first.</param>
/// <param name="Deadlines">What is to be done or happens, earliest first.</param>
/// <param name="Payables">What is owed, and will be, from everything signed.</param>
/// <param name="Agreements">The terms signed, contract by contract, each with the tariff that it relies on.</param>
public sealed record Outlook(
    Guid Id, string Name, string RegionCode, string DepartmentCode, bool Synthetic, Phase Phase, IReadOnlyList<WaitingAct> Waiting,
    IReadOnlyList<Deadline> Deadlines, IReadOnlyList<Payable> Payables, IReadOnlyList<Agreement> Agreements);

/// <summary>Terms signed on a contract, at its signature or by an amendment.</summary>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Since">The first day on which they count.</param>
/// <param name="Agreed">The terms and what they rest on.</param>
public sealed record Agreement(int Contract, DateOnly Since, AgreedTerms Agreed);

/// <summary>Reads what is to come, by the acts known at a moment. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IOutlooks
{
    /// <summary>The dossiers of a region, of some departments, or one CPTS; phase and text of the query are not looked at.</summary>
    Task<IReadOnlyList<Outlook>> ReadAsync(DossierQuery query, Moment moment, CancellationToken cancellation);
}
