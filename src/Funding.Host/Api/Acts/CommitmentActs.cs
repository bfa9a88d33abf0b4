using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>Certifications, payments and refusals to pay (R7, R8, R11).</summary>
internal static class CommitmentActs
{
    private static readonly IdField Id = new("id", "Id of the certification, unique in the CPTS; a fresh one when absent.") { Example = "sf-1" };
    private static readonly IntegerField Instalment = new("instalment", "Number of the instalment, from 1.") { IsRequired = true, Example = 1 };
    private static readonly MoneyField Amount = new("amount", "Euros.") { IsRequired = true, Example = Example.Of(30_000m) };
    private static readonly TextField PaymentReference = new("paymentReference", "Reference of the transfer, unique in the CPTS.", 100) { IsRequired = true, Example = "VIR-2024-0042" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/certifications", "Certify that a sum is owed (officer of the source).", Common.With(Id, Instalment, Amount),
            it => new Certify(it["commitmentId"], it.Body.Maybe(Id), it.Body.Of(Instalment), it.Body.Of(Amount))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/payments", "Record a payment (accountant of the source; four eyes).", Common.With(Instalment, Amount, PaymentReference),
            it => new Pay(it["commitmentId"], it.Body.Of(Instalment), it.Body.Of(Amount), it.Body.Of(PaymentReference))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/payment-refusals", "Refuse to pay what is certified on an instalment (accountant of the source).", Common.With(Instalment, Common.Reason),
            it => new RefusePayment(it["commitmentId"], it.Body.Of(Instalment), it.Sealed(Common.Reason))),
    ];
}
