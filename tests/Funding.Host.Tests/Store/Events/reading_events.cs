using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store.Events;

/// <summary>Rows of others: what an event may hold besides its members, and what it may not lack.</summary>
public sealed class reading_events
{
    private const string Commitment = """{"id":"c","source":"fir","budgetYear":2024,"regionCode":"84","departmentCode":"69","more":{"a":[1,{}]}}""";

    [Fact]
    public void members_unknown_here_are_passed_over()
        => Read("payment_made", $$"""{"more":[{"a":[]}],"instalment":2,"amount":1200.5,"paymentReference":"V","commitment":{{Commitment}},"effectiveDate":"2024-02-29","last":null}""")
            .ShouldBe(new PaymentMade(new("c", FundingSource.Fir, 2024, "84", "69"), 2, Money.Euros(1200.5m), "V") { EffectiveDate = new(2024, 2, 29) });

    [Fact]
    public void members_come_in_any_order()
        => Read("service_certified", """{"effectiveDate":"2024-02-29","amount":3,"commitment":{"departmentCode":"69","regionCode":"84","budgetYear":2024,"source":"aci","id":"c"},"instalment":1,"certificationId":"s"}""")
            .ShouldBe(new ServiceCertified(new("c", FundingSource.Aci, 2024, "84", "69"), "s", 1, Money.Euros(3)) { EffectiveDate = new(2024, 2, 29) });

    [Theory]
    [InlineData("""{"instalment":1,"amount":3,"paymentReference":"V"}""")]
    [InlineData("""{"effectiveDate":"2024-02-29","commitment":"c"}""")]
    [InlineData("""{"effectiveDate":"2024-02-29","commitment":{"source":"lottery"}}""")]
    [InlineData("""{"effectiveDate":"2024-02-29","commitment":{"source":0}}""")]
    [InlineData("""{"effectiveDate":"2024-02-29","commitment":{"budgetYear":"2024"}}""")]
    public void an_event_without_its_date_or_with_another_kind_of_value_is_no_event(string json) => Should.Throw<JsonException>(() => Read("payment_made", json));

    [Fact]
    public void a_list_is_a_list() => Should.Throw<JsonException>(() => Read("sums_barred", """{"effectiveDate":"2024-02-29","barred":{}}"""));

    private static object? Read(string name, string json) => EventJson.Read(EventTypes.Registry, name, json.Utf8());
}
