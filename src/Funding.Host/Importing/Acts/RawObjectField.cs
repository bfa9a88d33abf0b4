using System.Text;
using System.Text.Json;
using Funding.Host.Api.Bodies;
using Microsoft.OpenApi;

namespace Funding.Host.Importing.Acts;

/// <summary>A JSON object kept as it is written, to be read when it is known what it is.</summary>
internal sealed class RawObjectField(string name, string description) : Field<byte[]>(name, description, [])
{
    public override object? Read(JsonElement element, string pointer, Findings findings)
        => Is(element, JsonValueKind.Object, pointer, findings) ? Encoding.UTF8.GetBytes(element.GetRawText()) : null;

    protected override OpenApiSchema Shape() => new() { Type = JsonSchemaType.Object };
}
