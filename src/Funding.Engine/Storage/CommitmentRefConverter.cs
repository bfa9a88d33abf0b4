using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Domain.Cpts;

namespace Funding.Engine.Storage;

/// <summary>
/// What nearly every event names, by hand: an object inside an object costs the serializer half a kilobyte and a third of the time
/// of reading the event. As the serializer does, it passes over members that are unknown here.
/// </summary>
internal sealed class CommitmentRefConverter : JsonConverter<CommitmentRef>
{
    public override CommitmentRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        string? id = null, region = null, department = null;
        FundingSource source = default;
        var year = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueTextEquals("id"u8) ? 'i' : reader.ValueTextEquals("source"u8) ? 's' : reader.ValueTextEquals("budgetYear"u8) ? 'y'
                : reader.ValueTextEquals("regionCode"u8) ? 'r' : reader.ValueTextEquals("departmentCode"u8) ? 'd' : default;
            reader.Read();
            if (member == 'i') id = reader.GetString();
            else if (member == 's') source = ((JsonConverter<FundingSource>)options.GetConverter(typeof(FundingSource))).Read(ref reader, typeof(FundingSource), options);
            else if (member == 'y') year = reader.GetInt32();
            else if (member == 'r') region = reader.GetString();
            else if (member == 'd') department = reader.GetString();
            else reader.Skip();
        }

        return new(id!, source, year, region!, department!);
    }

    public override void Write(Utf8JsonWriter writer, CommitmentRef value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, value.Id);
        writer.WritePropertyName("source"u8);
        JsonSerializer.Serialize(writer, value.Source, options);
        writer.WriteNumber("budgetYear"u8, value.BudgetYear);
        writer.WriteString("regionCode"u8, value.RegionCode);
        writer.WriteString("departmentCode"u8, value.DepartmentCode);
        writer.WriteEndObject();
    }
}
