using System.Text.Json;
using System.Text.Json.Nodes;
using Funding.Domain;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Bodies;

/// <summary>Euros: a JSON number of at most 15 digits, two of them decimals. More is a fault, never rounded.</summary>
internal sealed class MoneyField(string name, string description) : Field<Money>(name, description, Money.Zero)
{
    private const int MostWholeDigits = 13;

    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.Number, pointer, findings)) return null;
        var number = ExactNumber.Parse(element.GetRawText());
        var fault = number.Decimals > 2 ? "Un montant a deux décimales au plus ; il n'est jamais arrondi." : number.WholeDigits > MostWholeDigits ? "Un montant compte 15 chiffres au plus." : null;
        if (fault is null) return new Money(number.InUnits(2));
        findings.Invalid(pointer, fault);
        return null;
    }

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.Number, Minimum = "-9999999999999.99", Maximum = "9999999999999.99" };
}

/// <summary>A whole number.</summary>
internal sealed class IntegerField(string name, string description) : Field<int>(name, description, 0)
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.Number, pointer, findings)) return null;
        var number = ExactNumber.Parse(element.GetRawText());
        var fault = number.Decimals > 0 ? "Un nombre entier est attendu." : number.WholeDigits > 9 ? "Ce nombre est trop grand." : null;
        if (fault is null) return (int)number.InUnits(0);
        findings.Invalid(pointer, fault);
        return null;
    }

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.Integer, Format = "int32" };
}

/// <summary>A rate: at most ten digits, four of them decimals; whether it is between 0 and 1 is judged by the rules.</summary>
internal sealed class RateField(string name, string description) : Field<decimal>(name, description, 0)
{
    private const int MostDecimals = 4;

    public override object? Read(JsonElement element, string pointer, Findings findings)
    {
        if (!Is(element, JsonValueKind.Number, pointer, findings)) return null;
        var number = ExactNumber.Parse(element.GetRawText());
        if (number.Decimals <= MostDecimals && number.WholeDigits <= 6) return number.InUnits(MostDecimals) / 10_000m;
        findings.Invalid(pointer, "Un taux entre 0 et 1, avec au plus quatre décimales, est attendu.");
        return null;
    }

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.Number, Minimum = "0", Maximum = "1" };
}

/// <summary>Examples of amounts, as JSON.</summary>
internal static class Example
{
    public static JsonNode Of(decimal euros) => JsonValue.Create(euros);
}
