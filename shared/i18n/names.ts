/** What people call tables, fields and values, in both languages. Forms, tables, the activity log and refusals all take their words from here. */
type Names = Readonly<Record<string, readonly [ru: string, en: string]>>;

const tables: Names = {
  theaters: ['Театр', 'Theatre'], departments: ['Цеха', 'Departments'], directions: ['Направления', 'Directions'], users: ['Пользователи', 'Users'], roles: ['Роли', 'Roles'],
  user_roles: ['Назначенные роли', 'Role assignments'], employees: ['Сотрудники', 'Employees'], refresh_tokens: ['Сеансы', 'Sessions'], settings: ['Настройки', 'Settings'],
  inventory_categories: ['Категории', 'Categories'], inventory_locations: ['Места хранения', 'Locations'], inventory_items: ['Инвентарь', 'Inventory'], inventory_photos: ['Фотографии', 'Photos'],
  inventory_history: ['Движения', 'Movements'], inventory_stock: ['Остатки', 'Stock'], inventory_counts: ['Инвентаризации', 'Counts'], inventory_count_lines: ['Строки инвентаризации', 'Count lines'],
  inventory_count_entries: ['Отметки подсчёта', 'Count entries'], performances: ['Спектакли', 'Productions'], passport_sections: ['Разделы паспорта', 'Passport sections'],
  passport_documents: ['Документы паспорта', 'Passport documents'], performance_inventory: ['Инвентарь спектакля', 'Production inventory'], performance_checklists: ['Чек-листы', 'Checklists'],
  checklist_items: ['Пункты чек-листа', 'Checklist items'], checklist_marks: ['Отметки чек-листа', 'Checklist marks'], performance_condition: ['Состояние спектакля', 'Production condition'],
  venues: ['Площадки', 'Venues'], schedule_events: ['События', 'Events'], event_participants: ['Участники', 'Participants'], event_inventory: ['Инвентарь события', 'Event inventory'],
  document_categories: ['Категории документов', 'Document categories'], documents: ['Документы', 'Documents'], document_versions: ['Версии документов', 'Document versions'], tags: ['Метки', 'Tags'],
  document_tags: ['Метки документов', 'Document tags'], projects: ['Проекты', 'Projects'], project_phases: ['Этапы проектов', 'Project phases'], project_members: ['Участники проектов', 'Project members'],
  tasks: ['Задачи', 'Tasks'], task_subtasks: ['Подзадачи', 'Subtasks'], task_comments: ['Комментарии к задачам', 'Task comments'], task_attachments: ['Вложения задач', 'Task attachments'],
  time_entries: ['Часы', 'Hours'], approval_workflows: ['Согласования', 'Approvals'], comments: ['Комментарии', 'Comments'], notifications: ['Уведомления', 'Notifications'], activity_log: ['Журнал', 'Activity'],
  deletions: ['Удаления', 'Deletions'], deletion_effects: ['Последствия удалений', 'Deletion effects'], conflicts: ['Расхождения', 'Conflicts'], devices: ['Компьютеры', 'Laptops'],
  device_progress: ['Ход синхронизации', 'Sync progress'], mutation_results: ['Отказы', 'Refusals'],
};

const fields: Names = {
  id: ['Идентификатор', 'ID'], theater_id: ['Театр', 'Theatre'], name: ['Название', 'Name'], title: ['Название', 'Title'], code: ['Код', 'Code'], description: ['Описание', 'Description'],
  technical_description: ['Техническое описание', 'Technical description'], inventory_number: ['Инвентарный номер', 'Inventory number'], barcode: ['Штрихкод', 'Barcode'], category_id: ['Категория', 'Category'],
  location_id: ['Место', 'Location'], case_item_id: ['Кофр', 'Case'], status: ['Состояние', 'Status'], quantity: ['Количество', 'Quantity'], unit: ['Единица', 'Unit'], purchase_price: ['Цена покупки', 'Purchase price'],
  current_value: ['Текущая стоимость', 'Current value'], purchase_date: ['Дата покупки', 'Purchase date'], warranty_until: ['Гарантия до', 'Warranty until'], width: ['Ширина, см', 'Width, cm'], height: ['Высота, см', 'Height, cm'],
  depth: ['Глубина, см', 'Depth, cm'], weight: ['Вес, кг', 'Weight, kg'], serial_number: ['Серийный номер', 'Serial number'], manufacturer: ['Производитель', 'Manufacturer'], model: ['Модель', 'Model'],
  condition: ['Износ', 'Condition'], custom_fields: ['Свои поля', 'Custom fields'], is_active: ['Используется', 'Active'], parent_id: ['Входит в', 'Part of'], type: ['Вид', 'Type'], address: ['Адрес', 'Address'], city: ['Город', 'City'],
  sort_order: ['Порядок', 'Order'], department_id: ['Цех', 'Department'], color: ['Цвет', 'Colour'], icon: ['Значок', 'Icon'], email: ['Почта', 'E-mail'], first_name: ['Имя', 'First name'], last_name: ['Фамилия', 'Last name'],
  patronymic: ['Отчество', 'Patronymic'], phone: ['Телефон', 'Phone'], full_name: ['ФИО', 'Full name'], position: ['Должность', 'Position'], hourly_rate: ['Ставка в час', 'Hourly rate'], is_blind: ['Вслепую', 'Blind'],
  comment: ['Комментарий', 'Comment'], note: ['Заметка', 'Note'], notes: ['Заметки', 'Notes'], resolution: ['Решение', 'Resolution'], recount_pass: ['Пересчёт', 'Recount'], capacity: ['Вместимость', 'Capacity'], timezone: ['Часовой пояс', 'Time zone'],
  event_date: ['Дата', 'Date'], start_time: ['Начало', 'Start'], end_time: ['Окончание', 'End'], venue_id: ['Площадка', 'Venue'], performance_id: ['Спектакль', 'Production'], event_type: ['Вид события', 'Event type'],
  subtitle: ['Подзаголовок', 'Subtitle'], author: ['Автор', 'Author'], director: ['Режиссёр', 'Director'], composer: ['Композитор', 'Composer'], choreographer: ['Хореограф', 'Choreographer'], artist: ['Художник', 'Designer'],
  genre: ['Жанр', 'Genre'], age_rating: ['Возраст', 'Age rating'], duration_minutes: ['Длительность, мин', 'Duration, min'], intermissions: ['Антракты', 'Intermissions'], premiere_date: ['Премьера', 'Premiere'],
  item_id: ['Предмет', 'Item'], inventory_item_id: ['Предмет', 'Item'], from_location_id: ['Откуда', 'From'], to_location_id: ['Куда', 'To'], count_id: ['Инвентаризация', 'Count'], user_id: ['Пользователь', 'User'],
  role_id: ['Роль', 'Role'], employee_id: ['Сотрудник', 'Employee'], project_id: ['Проект', 'Project'], task_id: ['Задача', 'Task'], event_id: ['Событие', 'Event'], hours: ['Часы', 'Hours'], date: ['Дата', 'Date'],
  key: ['Ключ', 'Key'], value: ['Значение', 'Value'], permissions: ['Права', 'Permissions'], movement_type: ['Вид движения', 'Movement'], occurred_at: ['Когда', 'When'], created_at: ['Создано', 'Created'], updated_at: ['Изменено', 'Changed'],
  created_by_id: ['Кем создано', 'Created by'], created_by_name: ['Кто', 'By'], started_at: ['Начата', 'Started'], posted_at: ['Проведена', 'Posted'], content: ['Содержание', 'Content'], settings: ['Настройки', 'Settings'],
};

const values: Names = {
  in_stock: ['на складе', 'in stock'], reserved: ['в резерве', 'reserved'], on_stage: ['на сцене', 'on stage'], on_tour: ['на гастролях', 'on tour'], in_repair: ['в ремонте', 'in repair'], decommissioned: ['списано', 'decommissioned'],
  good: ['хорошее', 'good'], fair: ['среднее', 'fair'], poor: ['плохое', 'poor'], warehouse: ['склад', 'warehouse'], stage: ['сцена', 'stage'], rehearsal: ['репетиция', 'rehearsal'], tour: ['гастроли', 'tour'],
  draft: ['черновик', 'draft'], counting: ['идёт подсчёт', 'counting'], review: ['на проверке', 'under review'], posted: ['проведена', 'posted'], cancelled: ['отменена', 'cancelled'],
  receipt: ['поступление', 'receipt'], transfer: ['перемещение', 'transfer'], issue: ['выдача', 'issue'], return: ['возврат', 'return'], reserve: ['резерв', 'reserve'], release: ['снятие резерва', 'release'],
  repair_out: ['в ремонт', 'to repair'], repair_in: ['из ремонта', 'from repair'], write_off: ['списание', 'write-off'], count_adjustment: ['по инвентаризации', 'count adjustment'], tour_out: ['на гастроли', 'to tour'], tour_in: ['с гастролей', 'from tour'],
  pending: ['не решено', 'pending'], accepted: ['принято', 'accepted'], recount: ['пересчитать', 'recount'], ignored: ['не менять', 'ignored'], planned: ['запланировано', 'planned'], confirmed: ['подтверждено', 'confirmed'],
  in_progress: ['идёт', 'in progress'], completed: ['завершено', 'completed'], performance: ['спектакль', 'performance'], technical: ['техническая', 'technical'], premiere: ['премьера', 'premiere'], active: ['в репертуаре', 'active'],
  in_development: ['в работе', 'in development'], paused: ['приостановлен', 'paused'], archived: ['в архиве', 'archived'],
};

function nameIn(names: Names, key: string, language: 'ru' | 'en'): string {
  const known = names[key];
  return known === undefined ? key : known[language === 'ru' ? 0 : 1];
}

export const tableName = (name: string, language: 'ru' | 'en'): string => nameIn(tables, name, language);
export const fieldName = (name: string, language: 'ru' | 'en'): string => nameIn(fields, name, language);
export const statusName = (name: string, language: 'ru' | 'en'): string => nameIn(values, name, language);
