using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Domain;

namespace Funding.Host.Api.Json;

/// <summary>Euros as a JSON number with at most two decimals. Amounts of requests are read by the body reader, never here.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Money.Euros(reader.GetDecimal());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToEuros());
}

/// <summary>RFC 3339 in UTC with six decimals, as in the ledger.</summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public static string Write(DateTimeOffset value) => value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Write(value));
}

/// <summary>The opaque id alone.</summary>
internal sealed class PersonJson : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
