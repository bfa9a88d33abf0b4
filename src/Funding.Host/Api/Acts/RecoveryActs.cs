using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>Recoveries, their settlement, and reversals (R8, R11, R12).</summary>
internal static class RecoveryActs
{
    private static readonly IdField Id = new("id", "Id of the recovery, unique in the CPTS; a fresh one when absent.") { Example = "indu-1" };
    private static readonly MoneyField Amount = new("amount", "Euros.") { IsRequired = true, Example = Example.Of(1_200.5m) };
    private static readonly UuidField Event = new("event", "Id of the event to reverse.") { IsRequired = true, Example = "0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f02" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/recoveries", "Order money to be paid back (officer of the source).", Common.With(Id, Amount, Common.Reason),
            it => new OrderRecovery(it["commitmentId"], it.Body.Maybe(Id), it.Body.Of(Amount), it.Sealed(Common.Reason))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/recoveries/{recoveryId}/receipts", "Record money paid back (accountant of the source; four eyes).", Common.WithKey(Amount),
            it => new ReceiveRecovery(it["commitmentId"], it["recoveryId"], it.Body.Of(Amount))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/recoveries/{recoveryId}/waivers", "Give up money to be paid back (accountant of the source; four eyes).", Common.WithKey(Amount),
            it => new WaiveRecovery(it["commitmentId"], it["recoveryId"], it.Body.Of(Amount))),
        new CptsRoute("cpts/{id}/reversals", "Reverse an act recorded by mistake (the role that may make it; four eyes).", Common.With(Event, Common.Reason),
            it => new ReverseAct(it.Body.Of(Event), it.Sealed(Common.Reason))),
    ];
}
